import {
  type Icon,
  IconActivity,
  IconChartBar,
  IconFlag3,
  IconKey,
  IconListCheck,
  IconMessages,
  IconSettings,
} from "@tabler/icons-react";

export const viewNames = ["live", "failures", "playground", "keys", "quota", "setup", "settings"] as const;
export type ViewName = (typeof viewNames)[number];

interface View {
  label: string;
  /** See PanelCommand. */
  shortcut: string;
  Icon: Icon;
}

export const views: Record<ViewName, View> = {
  live: { label: "Live", shortcut: "g l", Icon: IconActivity },
  failures: { label: "Failures", shortcut: "g f", Icon: IconFlag3 },
  playground: { label: "Playground", shortcut: "g p", Icon: IconMessages },
  keys: { label: "Keys", shortcut: "g k", Icon: IconKey },
  quota: { label: "Quota", shortcut: "g q", Icon: IconChartBar },
  setup: { label: "Setup", shortcut: "g u", Icon: IconListCheck },
  settings: { label: "Settings", shortcut: "g s", Icon: IconSettings },
};
