import { VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";

interface ZonedProps {
  /** The same in UTC; null where nothing is to be added. */
  utc: string | null;
  /** Within something that takes the focus itself, or where there are too many for a stop at each. */
  isPart?: boolean;
  children: ReactNode;
}

/** Words with times of the reader's zone; UTC stands beside them on hover, on keyboard focus, and for those who hear them. */
export function Zoned({ utc, isPart = false, children }: ZonedProps) {
  if (utc === null) return children;
  return (
    <span className="zoned" title={utc} data-utc={utc} tabIndex={isPart ? undefined : 0}>
      {children}
      <VisuallyHidden> ({utc})</VisuallyHidden>
    </span>
  );
}
