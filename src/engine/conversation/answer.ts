import { splitText } from "./splitting.ts";
import { replaceTemplateTokens } from "./template-tokens.ts";
import { cutText } from "./text.ts";

export interface CleaningOptions {
  personaName: string;
}

export const maxMessageLength = 2000;
/** A chat message of five pages is long; a server that knows no limit must not flood a channel. */
const maxParts = 5;
/** Of what a server sends, no more is looked at: five messages and room for thoughts. */
const maxReadLength = 50_000;
/** More are for one who means harm, and then pings are gone all the same: they go last in each round. */
const maxRounds = 8;

const thinking = /<(think|thinking|reasoning)>[\s\S]*?(?:<\/\1>|$)/gi;
/** Some chat templates swallow the opening tag. */
const thinkingWithoutStart = /^[\s\S]*<\/(?:think|thinking|reasoning)>/i;
/** Where the model goes on with the member's next line by itself, and the fences of code, which may hold just that. */
const fenceOrSpeaker =
  /```|\n[ \t]*(?:(?:User|Human|Member|Instruction)|#{1,3}[ \t]*(?:[Uu]ser|[Hh]uman|[Mm]ember|[Ii]nstruction))[ \t]*:/g;
const inviteLinks =
  /<?(?:https?:\/\/)?(?:(?:www|canary|ptb)\.)?(?:discord(?:app)?\.com\/invite|discord\.gg|dsc\.gg|discord\.me|invite\.gg)\/[^\s<>)\]]+>?/gi;
const quotes: Record<string, string> = { '"': '"', "“": "”", "„": "“", "«": "»" };
const visible = /[^\s\p{Cc}\p{Cf}\p{Cs}\p{M}\u115F\u1160\u2800\u3164\uFFA0]/u;

/**
 * A model's answer as the character's chat message: without thoughts, role names, template tokens and surrounding quotes,
 * without pings (the second wall beside `allowed_mentions`) and invitations to other servers. Empty when nothing is left.
 */
export function cleanAnswer(text: string, { personaName }: CleaningOptions): string {
  let answer = cutText(text, maxReadLength).toWellFormed().replace(/\r\n?/g, "\n");
  // What is taken off may lay bare what is to be taken off: a role within quotes, a link put together of two.
  for (let round = 0, before = ""; round < maxRounds && answer !== before; round += 1) {
    before = answer;
    answer = cleanOnce(answer, personaName);
  }
  return visible.test(answer) ? answer : "";
}

function cleanOnce(text: string, personaName: string): string {
  const spoken = text.replace(thinking, "").replace(thinkingWithoutStart, "");
  const own = replaceTemplateTokens(spoken, "").trim();
  const bare = withoutQuotes(withoutOtherSpeaker(withoutSpeaker(own, personaName)).trim());
  return withoutPings(bare.replace(inviteLinks, "")).trim();
}

/** At most five messages for Discord, cut where a reader would pause; code fences are closed and reopened. */
export function splitAnswer(text: string): string[] {
  return splitText(text, maxMessageLength, maxParts);
}

/** Takes "Marlow:", "**Assistant:**" and the like off the front, as often as they stand there. */
function withoutSpeaker(text: string, personaName: string): string {
  const name = personaName.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  const prefix = new RegExp(
    `^(?:[*_]{0,3}\\[?(?:${name}|assistant|ai|bot|response|answer)\\]?[*_]{0,3}\\s*:[*_]{0,3}\\s*)+`,
    "i",
  );
  return text.replace(prefix, "");
}

function withoutOtherSpeaker(text: string): string {
  let isInCode = false;
  for (const { 0: mark, index } of text.matchAll(fenceOrSpeaker)) {
    if (mark === "```") isInCode = !isInCode;
    else if (!isInCode) return text.slice(0, index);
  }
  return text;
}

/** Only where the quotes embrace the whole, not `"Yes" and "no"`. */
function withoutQuotes(text: string): string {
  const closing = quotes[text.charAt(0)];
  if (closing === undefined || text.length < 2 || !text.endsWith(closing)) return text;
  const inner = text.slice(1, -1);
  return inner.includes(text.charAt(0)) || inner.includes(closing) ? text : inner.trim();
}

/** The replacements hold no digits and no @, so that they cannot make a new ping with what stands beside them. */
function withoutPings(text: string): string {
  return text
    .replace(/<@!?\d+>/g, "someone")
    .replace(/<@&\d+>/g, "a role")
    .replace(/(?<!@)@+(?=everyone|here)/gi, "");
}
