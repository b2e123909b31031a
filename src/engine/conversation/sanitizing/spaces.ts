import type { Removal } from "../../../shared/models.ts";
import { allMatches } from "./all-matches.ts";

const spaces = /[\s\u0085]+/g;
/** A character of width that parts words within a line, in whatever script: it stays where it stands alone. */
const loneSpace = /^\p{Zs}$/u;

/** A stretch of white space: within the input where `removal` is null, else within that removal's replacement. */
interface Stretch {
  text: string;
  index: number;
  removal: Removal | null;
}

/**
 * Adds what makes runs of white space one space, or at most one empty line, and trims both ends.
 * `removals` are in order and do not overlap; their replacements may shrink.
 */
export function closeSpaces(input: string, removals: readonly Removal[]): Removal[] {
  const settled = removals.map((removal) => ({ ...removal }));
  const closed: Removal[] = [];
  let run: Stretch[] = [];
  let atStart = true;
  const endRun = (atEnd: boolean) => {
    for (const removal of closeRun(run, atStart || atEnd)) closed.push(removal);
    run = [];
  };
  const take = (text: string, offset: number, removal: Removal | null) => {
    let position = 0;
    for (const { 0: found, index } of allMatches(text, spaces)) {
      if (index > position) {
        endRun(false);
        atStart = false;
      }
      run.push({ text: found, index: offset + index, removal });
      position = index + found.length;
    }
    if (position === text.length) return;
    endRun(false);
    atStart = false;
  };
  let position = 0;
  for (const removal of settled) {
    take(input.slice(position, removal.index), position, null);
    take(removal.replacement, 0, removal);
    position = removal.index + removal.text.length;
  }
  take(input.slice(position), position, null);
  endRun(true);
  return [...settled, ...closed].sort((a, b) => a.index - b.index);
}

/** Leaves one stretch of a run, as what the whole run comes to, and empties the others. */
function closeRun(run: readonly Stretch[], atEdge: boolean): Removal[] {
  const target = atEdge ? "" : spaceFor(run.map(({ text }) => text).join(""));
  const kept = run.find(({ text }) => text === target) ?? run.find(({ removal }) => !removal) ?? run[0];
  const closed: Removal[] = [];
  for (const stretch of run) {
    const { text, index, removal } = stretch;
    const replacement = stretch === kept ? target : "";
    if (replacement === text) continue;
    if (!removal) closed.push({ kind: "whitespace", text, index, replacement });
    // Only the ends of a replacement hold white space that is not a single space within a name.
    else if (index === 0) removal.replacement = replacement + removal.replacement.slice(text.length);
    else removal.replacement = removal.replacement.slice(0, -text.length) + replacement;
  }
  return closed;
}

function spaceFor(run: string): string {
  const lines = run.match(/\r\n|\n|\r/g)?.length ?? 0;
  if (lines > 0) return lines === 1 ? "\n" : "\n\n";
  return loneSpace.test(run) ? run : " ";
}
