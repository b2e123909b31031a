import { notifications } from "@mantine/notifications";
import { sentenceOf } from "../../shared/errors.ts";
import { reportOfRejection } from "../bridge/panel-bridge.ts";

/** Says why a command was refused where there is no place beside it. */
export function tellRefusal(thrown: unknown): void {
  const sentence = sentenceOf(reportOfRejection(thrown));
  notifications.show({
    // Shared with the notice of an error that says the same, so that it is told once.
    id: sentence,
    title: "That did not work",
    message: sentence,
    color: "red",
    autoClose: 15_000,
    closeButtonProps: { "aria-label": "Close" },
  });
}
