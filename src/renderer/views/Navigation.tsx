import { VisuallyHidden } from "@mantine/core";
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
import { useSnapshot } from "../state/panel-context.tsx";
import { type ViewName, viewNames } from "./view-names.ts";

const entries: Record<ViewName, { label: string; Icon: Icon }> = {
  live: { label: "Live", Icon: IconActivity },
  failures: { label: "Failures", Icon: IconFlag3 },
  playground: { label: "Playground", Icon: IconMessages },
  keys: { label: "Keys", Icon: IconKey },
  quota: { label: "Quota", Icon: IconChartBar },
  setup: { label: "Setup", Icon: IconListCheck },
  settings: { label: "Settings", Icon: IconSettings },
};

export function Navigation({ current }: { current: ViewName }) {
  const openFailures = useSnapshot(({ status }) => status.openFailures);
  return (
    <nav className="navigation" aria-label="Views">
      {viewNames.map((name) => {
        const { label, Icon } = entries[name];
        return (
          <a key={name} href={`#${name}`} aria-current={name === current ? "page" : undefined} title={label}>
            <Icon size={18} stroke={1.7} aria-hidden />
            <span className="name">{label}</span>
            {name === "failures" && openFailures > 0 && (
              <span className="count">
                {openFailures > 99 ? "99+" : openFailures}
                <VisuallyHidden> open</VisuallyHidden>
              </span>
            )}
          </a>
        );
      })}
    </nav>
  );
}
