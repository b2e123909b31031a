import type { SanitizerRule, SanitizerSettings } from "../../../shared/settings.ts";
import { allMatches } from "./all-matches.ts";
import type { Cut } from "./removals.ts";

/** The name for a mention, clean and never empty; a command's mention holds its name in place of an id. */
export type NameOf = (kind: "user" | "role" | "channel" | "command", id: string) => string;

const id = "\\d{1,25}";
const link = "https?:\\/\\/[^\\s<>]+";
const patterns = [
  `(?<customEmoji><a?:[^\\s<>:]{1,64}:${id}>|<sound:${id}:${id}>)`,
  `<(?<sigil>@[!&]?|#)(?<id>${id})>`,
  `<\\/(?<command>[^\\s<>:]{1,32}(?:[\\s\\u0085]+[^\\s<>:]{1,32}){0,2}):${id}>`,
  `<t:(?<seconds>-?\\d{1,14})(?::[a-z])?>`,
  `<id:(?<place>[\\w-]{1,32})(?::${id})?>`,
  `(?<link><${link}>|${link})`,
  "(?<bareLink>(?<![\\w.@/:-])(?:[a-z\\d]{1,12}\\.)?(?:tenor\\.com|giphy\\.com|gph\\.is)\\/[^\\s<>]+)",
];
const tokens = new RegExp(patterns.join("|"), "gi");

const gifHost = /^(?:[\w-]+\.)*(?:tenor\.com|giphy\.com|gph\.is)$/i;
const gifPath = /\.gifv?$/i;
/** Punctuation of the sentence that a link stands in, as Discord reads it. */
const punctuation = new Set(")]}.,!?;:'\"*_~|");

const places: Record<string, string> = {
  browse: "Browse Channels",
  customize: "Channels & Roles",
  guide: "Server Guide",
  home: "Server Guide",
  "linked-roles": "Linked Roles",
};

/** Finds Discord's own notation (custom emoji, mentions, commands, timestamps) and links to GIFs. */
export function findTokens(text: string, rules: SanitizerSettings, nameOf: NameOf): Cut[] {
  const cuts: Cut[] = [];
  for (const match of allMatches(text, tokens)) {
    const found = describe(match, nameOf);
    if (found && rules[found.kind]) cuts.push({ ...found, index: match.index, closesUp: false });
  }
  return cuts;
}

function describe(
  match: RegExpExecArray,
  nameOf: NameOf,
): { kind: SanitizerRule; text: string; content: string } | null {
  const [text] = match;
  const found = match.groups ?? {};
  const mention = (content: string) => ({ kind: "mention" as const, text, content });
  if (found.customEmoji) return { kind: "custom-emoji", text, content: "" };
  if (found.id) return mention(nameOf(targetOf(found.sigil), found.id));
  if (found.command) return mention(nameOf("command", found.command));
  if (found.seconds) return mention(readableTime(Number(found.seconds)));
  if (found.place) return mention(places[found.place.toLowerCase()] ?? "a channel");
  const address = text.startsWith("<") ? text : withoutPunctuation(text);
  return found.bareLink || isGif(address) ? { kind: "gif-link", text: address, content: "" } : null;
}

function targetOf(sigil: string | undefined): "user" | "role" | "channel" {
  if (sigil === "#") return "channel";
  return sigil === "@&" ? "role" : "user";
}

/** To the minute, in UTC: the only reading that needs neither a clock nor the reader's zone. */
function readableTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? "some time" : `${date.toISOString().slice(0, -8).replace("T", " ")} UTC`;
}

function withoutPunctuation(address: string): string {
  let end = address.length;
  while (punctuation.has(address.charAt(end - 1))) end--;
  return address.slice(0, end);
}

function isGif(address: string): boolean {
  const parts = /^<?https?:\/\/(?:[^\s/?#@]*@)?([^\s/?#:]*)(?::\d*)?([^\s?#>]*)/i.exec(address);
  return parts !== null && (gifHost.test(parts[1] ?? "") || gifPath.test(parts[2] ?? ""));
}
