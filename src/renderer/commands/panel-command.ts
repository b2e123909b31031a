import type { Icon } from "@tabler/icons-react";

/** In the order in which the palette shows them. */
export const commandGroups = ["In this view", "Bot", "Go to", "Panel"] as const;

/** Something the owner can have done from wherever they are in the panel. */
export interface PanelCommand {
  id: string;
  group: (typeof commandGroups)[number];
  label: string;
  /** Other words under which it is found. */
  alias?: string;
  /** Keys as tinykeys reads them: `g l` is one after the other, `$mod+k` is Ctrl, or Command on a Mac. */
  shortcut?: string;
  Icon: Icon;
  /** What is lost by it, asked first; none where nothing is. */
  question?: string;
  run(): void;
}
