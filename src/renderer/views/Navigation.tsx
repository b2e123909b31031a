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
import { readerZone } from "../words/reader-zone.ts";
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
      <p className="zone" title="Point at a time, or come to it by keyboard, and it says UTC too.">
        <span className="full">{`Times in ${readerZone()}`}</span>
        <span className="city">{cityOf(readerZone())}</span>
      </p>
    </nav>
  );
}

/** What stands for a zone where there is little room: `Buenos Aires`. */
function cityOf(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}
