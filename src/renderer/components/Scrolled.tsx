import type { ReactNode } from "react";

interface ScrolledProps {
  /** Says how high it may become. */
  className: string;
  label: string;
  children: ReactNode;
}

/** A part of the page that scrolls within itself. */
export function Scrolled({ className, label, children }: ScrolledProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must do so by keyboard too.
    <section className={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
