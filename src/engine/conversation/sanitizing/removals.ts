import type { Removal } from "../../../shared/models.ts";
import type { SanitizerRule } from "../../../shared/settings.ts";

/** Something to take out of a text. `content` is what is to stand in its place, e.g. a member's name. */
export interface Cut {
  kind: SanitizerRule;
  index: number;
  text: string;
  content: string;
  /** The neighbours close up, as around a character that nobody sees. */
  closesUp: boolean;
}

const opens = /[\s([{"'“‘«„*~|—–¿¡]/;
const closes = /[\s.,!?;:)\]}"'”’»*~|…—–。，！？、；：）」』】]/;
const highSurrogate = /[\uD800-\uDBFF]/;
const lowSurrogate = /[\uDC00-\uDFFF]/;

/** The text with every removal carried out; removals are in order and do not overlap. */
export function applyRemovals(text: string, removals: readonly Removal[]): string {
  let result = "";
  let position = 0;
  for (const { index, text: removed, replacement } of removals) {
    result += text.slice(position, index) + replacement;
    position = index + removed.length;
  }
  return result + text.slice(position);
}

/**
 * Turns cuts into removals, with a space wherever words would grow together.
 * `strict` keeps what stood apart by a cut always apart, so that no new match can arise.
 */
export function settleCuts(text: string, cuts: readonly Cut[], strict: boolean): Removal[] {
  const removals: Removal[] = [];
  for (let first = 0; first < cuts.length; ) {
    let next = first + 1;
    while (next < cuts.length && endOf(cuts[next - 1]) === cuts[next]?.index) next++;
    for (const removal of settleGroup(text, cuts.slice(first, next), strict)) removals.push(removal);
    first = next;
  }
  return removals;
}

/** Cuts without anything between them. */
function settleGroup(text: string, group: readonly Cut[], strict: boolean): Removal[] {
  const right = text.charAt(endOf(group.at(-1)));
  let left = text.charAt(group[0]?.index === undefined ? 0 : group[0].index - 1);
  let leavesGap = false;
  const removals = group.map(({ kind, index, text, content, closesUp }): Removal => {
    leavesGap ||= !closesUp;
    if (content === "") return { kind, index, text, replacement: "" };
    const replacement = standsApart(left, opens, strict) ? ` ${content}` : content;
    left = content.slice(-1);
    return { kind, index, text, replacement };
  });
  const last = removals.at(-1);
  const hasContent = group.some(({ content }) => content !== "");
  const parted = standsApart(right, closes, strict) && (hasContent || standsApart(left, opens, strict));
  if (last && (leavesGap ? parted : highSurrogate.test(left) && lowSurrogate.test(right))) last.replacement += " ";
  return removals;
}

function standsApart(neighbour: string, harmless: RegExp, strict: boolean): boolean {
  return neighbour !== "" && !(strict ? /\s/ : harmless).test(neighbour);
}

function endOf(cut: Cut | undefined): number {
  return cut === undefined ? 0 : cut.index + cut.text.length;
}

/**
 * Both steps as removals from the first text: `second` was found in what `first` left of `text`.
 * A removal of the second step swallows those of the first that lie within it.
 */
export function mergeRemovals(text: string, first: readonly Removal[], second: readonly Removal[]): Removal[] {
  const merged: Removal[] = [];
  let shift = 0;
  let place = 0;
  const takeBefore = (end: number, keep: boolean) => {
    for (let removal = first[place]; removal; removal = first[place]) {
      const start = removal.index - shift;
      const isBefore = keep ? start + removal.replacement.length <= end : start < end;
      if (!isBefore) return;
      if (keep) merged.push(removal);
      shift += removal.text.length - removal.replacement.length;
      place++;
    }
  };
  for (const removal of second) {
    const end = removal.index + removal.text.length;
    takeBefore(removal.index, true);
    const start = removal.index + shift;
    takeBefore(end, false);
    merged.push({ ...removal, index: start, text: text.slice(start, end + shift) });
  }
  takeBefore(Number.POSITIVE_INFINITY, true);
  return merged;
}
