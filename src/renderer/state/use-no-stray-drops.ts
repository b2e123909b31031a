import { useWindowEvent } from "@mantine/hooks";
import { isTextField } from "./is-text-field.ts";

/** A file that is dropped beside its place would be opened in the panel's stead, and all that is half written lost. */
export function useNoStrayDrops(): void {
  useWindowEvent("dragover", (event) => {
    if (event.defaultPrevented || isText(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = "none";
  });
  useWindowEvent("drop", (event) => {
    if (!isText(event)) event.preventDefault();
  });
}

/** Words on their way into a field have found their place. */
function isText({ target, dataTransfer }: DragEvent): boolean {
  return isTextField(target) && dataTransfer?.types.includes("Files") === false;
}
