import type { PopoverProps } from "@mantine/core";

const padding = 8;

/** Keeps a popover within the window; what does not fit scrolls. As the theme's default it would hold for lists of choices, too. */
export const popoverFit: NonNullable<PopoverProps["middlewares"]> = {
  flip: true,
  shift: { padding },
  size: { padding },
};
