import type { Removal } from "../../shared/models.ts";
import { visibleText } from "../../shared/visible-text.ts";

export type Segment = { removal: null; text: string } | { removal: Removal; text: string };

/** The input cut into what stayed and what the sanitizer removed, in order; each `text` is ready to be shown. */
export function segmentsOf(input: string, removed: readonly Removal[]): Segment[] {
  const segments: Segment[] = [];
  let position = 0;
  for (const removal of removed.toSorted((a, b) => a.index - b.index)) {
    // A removal that lies in another, or in text that was shortened since, cannot be marked.
    if (removal.index < position || !input.startsWith(removal.text, removal.index)) continue;
    if (removal.index > position) segments.push(kept(input, position, removal.index));
    segments.push({ removal, text: shown(removal) });
    position = removal.index + removal.text.length;
  }
  if (position < input.length) segments.push(kept(input, position));
  return segments;
}

function kept(input: string, start: number, end?: number): Segment {
  return { removal: null, text: visibleText(input, start, end) };
}

function shown({ kind, text }: Removal): string {
  if (kind !== "whitespace") return visibleText(text);
  return visibleText(text).replaceAll(" ", "␣").replaceAll("\n", "⏎").replaceAll("\t", "⇥");
}
