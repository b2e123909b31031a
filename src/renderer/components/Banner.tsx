import { IconAlertTriangle, IconCircleX, IconInfoCircle } from "@tabler/icons-react";
import type { CSSProperties, ReactNode } from "react";

const icons = { info: IconInfoCircle, warn: IconAlertTriangle, bad: IconCircleX };

/** A sentence across the whole width that the owner should not miss. */
export function Banner({ tone, children }: { tone: keyof typeof icons; children: ReactNode }) {
  const Icon = icons[tone];
  return (
    <div className="banner" style={{ "--banner-tone": `var(--tone-${tone})` } as CSSProperties}>
      <Icon size={18} aria-hidden />
      <div>{children}</div>
    </div>
  );
}
