import { VisuallyHidden } from "@mantine/core";
import { sayShortcut } from "../commands/shortcut.ts";
import { useSnapshot } from "../state/panel-context.tsx";
import { isMac } from "../words/is-mac.ts";
import { readerZone } from "../words/reader-zone.ts";
import { type ViewName, viewNames, views } from "./views.ts";

export function Navigation({ current }: { current: ViewName }) {
  const openFailures = useSnapshot(({ status }) => status.openFailures);
  return (
    <nav className="navigation" aria-label="Views">
      {viewNames.map((name) => {
        const { label, shortcut, Icon } = views[name];
        return (
          <a
            key={name}
            href={`#${name}`}
            aria-current={name === current ? "page" : undefined}
            title={`${label} (${sayShortcut(shortcut, isMac)})`}
          >
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
