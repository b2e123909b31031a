import type { Removal, Sanitized } from "../../shared/models.ts";
import type { SanitizerSettings } from "../../shared/settings.ts";
import { findCharacters } from "./sanitizing/characters.ts";
import { applyRemovals, type Cut, mergeRemovals, settleCuts } from "./sanitizing/removals.ts";
import { closeSpaces } from "./sanitizing/spaces.ts";
import { findTokens, type NameOf } from "./sanitizing/tokens.ts";
import { cutText } from "./text.ts";
import { type MentionNames, noNames } from "./turn.ts";

export interface SanitizerOptions {
  /** Names for the mentions in the text; the unknown become "someone", "a role" or "a channel". */
  names: MentionNames;
  rules: SanitizerSettings;
}

const maxNameLength = 80;
const allRules: SanitizerSettings = {
  emoji: true,
  "custom-emoji": true,
  mention: true,
  "gif-link": true,
  invisible: true,
  "bidi-control": true,
  whitespace: true,
};
const nameless = { user: "someone", role: "a role", channel: "a channel" };

/** Whatever a rule could concern in text of plain ASCII; most messages have nothing of it. */
const needsWork = /[^\x20-\x7E\n]|<|https?:|\.(?:com|is)\/|\s\s|^\s|\s$/i;

/**
 * Takes out of a message what a language model cannot read or should not see, and tells what went and where.
 *
 * Three steps, each of one pass: single characters (emoji, invisible ones, bidirectional controls), then Discord's own
 * notation and GIF links, then white space. Words between which something stood stay apart by a space. The removals,
 * carried out on the input, give the output; sanitizing the output again removes nothing.
 * A text of which only white space is left becomes empty, whatever the rules.
 */
export function sanitize(text: string, { names, rules }: SanitizerOptions): Sanitized {
  if (!needsWork.test(text)) return { input: text, output: text, removed: [] };
  const characters = settleCuts(text, findCharacters(text, rules), false);
  const removed = removeTokens(text, characters, tokenFinder(names, rules));
  const output = applyRemovals(text, removed);
  if (!rules.whitespace && output.trim() !== "") return { input: text, output, removed };
  const closed = closeSpaces(text, removed);
  return { input: text, output: applyRemovals(text, closed), removed: closed };
}

type FindTokens = (text: string) => Cut[];

function tokenFinder(names: MentionNames, rules: SanitizerSettings): FindTokens {
  const nameOf: NameOf = (kind, id) =>
    kind === "command" ? `/${cleanName(id) || kind}` : cleanName(names[`${kind}s`][id]) || nameless[kind];
  return (text) => findTokens(text, rules, nameOf);
}

/**
 * What a removal draws together may read as a new token, e.g. `</a <@1>:2>`. Then all is kept apart by spaces instead,
 * where only a command of three words can still arise; so few rounds are enough.
 */
function removeTokens(input: string, earlier: Removal[], find: FindTokens, strict = false): Removal[] {
  const text = applyRemovals(input, earlier);
  const cuts = find(text);
  if (cuts.length === 0) return earlier;
  const removals = settleCuts(text, cuts, strict);
  if (!strict && find(applyRemovals(text, removals)).length === 0) return mergeRemovals(input, earlier, removals);
  return removeTokens(input, mergeRemovals(input, earlier, settleCuts(text, cuts, true)), find, true);
}

/** A display name as one line of plain text that is no mention, link or emoji; empty where nothing is left of it. */
export function cleanName(name: string | undefined): string {
  if (name === undefined) return "";
  const short = cutText(name, maxNameLength).replace(/[<>@]/g, "").replace(/\s+/g, " ");
  return sanitize(short, { names: noNames, rules: allRules }).output;
}
