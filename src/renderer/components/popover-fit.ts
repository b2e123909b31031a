import type { PopoverProps } from "@mantine/core";

const padding = 8;

/** Keeps a popover within the window; what does not fit scrolls. */
export const popoverFit: NonNullable<PopoverProps["middlewares"]> = {
  flip: true,
  shift: { padding },
  size: { padding },
};
