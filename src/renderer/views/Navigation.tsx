import { VisuallyHidden } from "@mantine/core";
import { sayShortcut } from "../commands/shortcut.ts";
import { useSnapshot } from "../state/panel-context.tsx";
import { isMac } from "../words/is-mac.ts";
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
    </nav>
  );
}
