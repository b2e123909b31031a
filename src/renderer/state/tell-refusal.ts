import { notifications } from "@mantine/notifications";
import { sentenceOf } from "../../shared/errors.ts";
import { reportOfRejection } from "../bridge/panel-bridge.ts";

/** Says why a command was refused where there is no place beside it. */
export function tellRefusal(thrown: unknown): void {
  notifications.show({
    title: "That did not work",
    message: sentenceOf(reportOfRejection(thrown)),
    color: "red",
    autoClose: 15_000,
    closeButtonProps: { "aria-label": "Close" },
  });
}
