import type { Exchange } from "../../storage/memory-store.ts";
import { cutText } from "../text.ts";

export interface ExampleDialogue {
  exchanges: Exchange[];
  /** What the character says without being asked. */
  unprompted: string[];
}

interface Utterance {
  speaker: "user" | "char";
  text: string;
}

const start = /<START>/gi;
const maxNameLength = 100;
const userNames = ["{{user}}", "<user>", "user", "you"];
const charNames = ["{{char}}", "<char>", "{{bot}}", "<bot>"];

/** Reads a card's example messages: blocks that begin with `<START>`, in them lines that begin with who speaks. */
export function readExampleDialogue(text: string, characterNames: readonly string[]): ExampleDialogue {
  const own = characterNames.map((name) => cutText(name, maxNameLength).trim().toLowerCase());
  const names = new Set([...charNames, ...own.filter((name) => name !== "")]);
  const dialogue: ExampleDialogue = { exchanges: [], unprompted: [] };
  for (const block of text.split(start)) addBlock(dialogue, utterancesOf(block, names));
  return dialogue;
}

/** A line without a speaker belongs to the one before it; before the first it is a remark of the card's writer. */
function utterancesOf(block: string, names: ReadonlySet<string>): Utterance[] {
  const found: Utterance[] = [];
  for (const line of block.split(/\r?\n/)) {
    const spoken = readLine(line, names);
    const last = found.at(-1);
    if (spoken && last?.speaker !== spoken.speaker) found.push(spoken);
    else if (last) last.text += `\n${spoken?.text ?? line}`;
  }
  return found.map(({ speaker, text }) => ({ speaker, text: text.trim() })).filter(({ text }) => text !== "");
}

/** Null for a line that does not say who speaks. */
function readLine(line: string, names: ReadonlySet<string>): Utterance | null {
  const colon = line.indexOf(":");
  if (colon === -1) return null;
  const name = line.slice(0, colon).trim().toLowerCase();
  const text = line.slice(colon + 1).trim();
  if (names.has(name)) return { speaker: "char", text };
  return userNames.includes(name) ? { speaker: "user", text } : null;
}

function addBlock({ exchanges, unprompted }: ExampleDialogue, utterances: Utterance[]): void {
  for (const [place, { speaker, text }] of utterances.entries()) {
    if (speaker === "user") continue;
    const before = utterances[place - 1];
    if (before?.speaker === "user") exchanges.push({ question: before.text, answer: text });
    else unprompted.push(text);
  }
}
