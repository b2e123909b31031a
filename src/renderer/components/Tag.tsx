import type { CSSProperties } from "react";
import type { Words } from "../words/tables.ts";

/** A state as icon and word, in the colour of its tone. */
export function Tag({ words, detail }: { words: Words; detail?: string }) {
  const { label, tone, Icon } = words;
  const isBusy = label === "Starting" || label === "Stopping";
  return (
    <span className="tag" style={{ "--tone": `var(--tone-${tone})` } as CSSProperties}>
      <Icon size={15} aria-hidden className={isBusy ? "spinning" : undefined} />
      {detail ? `${label} ${detail}` : label}
    </span>
  );
}
