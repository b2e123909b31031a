import { useWindowEvent } from "@mantine/hooks";

/** A file that is dropped beside its place would be opened in the panel's stead, and all that is half written lost. */
export function useNoStrayDrops(): void {
  useWindowEvent("dragover", (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = "none";
  });
  useWindowEvent("drop", (event) => event.preventDefault());
}
