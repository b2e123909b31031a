import { idFromName } from "../../../shared/id-from-name.ts";
import {
  type ImportedPersona,
  maxDescriptionLength,
  maxInstructionsLength,
  maxLineLength,
  maxNameLength,
  personaSchema,
} from "../../../shared/persona.ts";
import type { Exchange } from "../../storage/memory-store.ts";
import { cleanName } from "../sanitizer.ts";
import { cutText } from "../text.ts";
import type { CharacterCard } from "./card.ts";
import { fitText } from "./card-text.ts";
import { readExampleDialogue } from "./example-dialogue.ts";
import { Macros } from "./macros.ts";

const maxExamples = 200;
const maxFallbacks = 50;
const greeting = "Hello!";
/** For a card that says nothing unasked; the owner replaces them by lines in the character's voice. */
const stockFallbacks = [
  "Hm. Tell me more.",
  "I would have to think about that.",
  "Ask me that once more, in other words?",
];

/** A card on its way, with a sentence for each thing that is changed on it. */
interface Work {
  card: CharacterCard;
  name: string;
  macros: Macros;
  notes: Set<string>;
}

/** Makes a persona of a card: a draft, of which the owner is told what was changed and what has no place in Quipdeck. */
export function personaOfCard(card: CharacterCard, takenIds: readonly string[]): ImportedPersona {
  const name = cutText(cleanName(card.name), maxNameLength).trim() || "Unnamed";
  const macros = new Macros(cleanName(card.nickname) || name);
  const work: Work = { card, name, macros, notes: new Set() };
  const persona = personaSchema.parse({
    id: idFromName(name, takenIds, "persona"),
    name,
    description: descriptionOf(work),
    instructions: instructionsOf(work),
    ...linesOf(work),
  });
  return { persona, leftOut: [...work.notes, ...unusedOf(work)] };
}

function descriptionOf({ card: { creator_notes: creatorNotes, creator }, macros, notes }: Work): string {
  const [firstLine = ""] = macros.inInstructions(creatorNotes).trim().split(/\r?\n/);
  const by = cleanName(creator);
  const stock = `Imported from a character card${by === "" ? "" : ` by ${by}`}.`;
  return fitText(firstLine, maxDescriptionLength, notes) || stock;
}

function instructionsOf({ card, name, macros, notes }: Work): string {
  const labelled = (label: string, text: string) => (text.trim() === "" ? "" : `${label}: ${text.trim()}`);
  const parts = [
    card.system_prompt,
    card.description,
    labelled("Personality", card.personality),
    labelled("Scenario", card.scenario),
  ];
  const text = parts
    .map((part) => macros.inInstructions(part).trim())
    .filter((part) => part !== "")
    .join("\n\n");
  if (text.length > maxInstructionsLength) {
    notes.add(`The instructions were shortened from ${text.length} to ${maxInstructionsLength} characters.`);
  }
  const fitting = fitText(text, maxInstructionsLength, notes);
  if (fitting !== "") return fitting;
  notes.add("The card does not describe its character: write the instructions yourself.");
  return `${name} chats with the members of a server.`;
}

function linesOf({ card, macros, notes }: Work): { examples: Exchange[]; fallbacks: string[] } {
  const line = (text: string) => {
    const spoken = macros.inSpeech(text).trim();
    if (spoken.length > maxLineLength) notes.add(`Lines of more than ${maxLineLength} characters were shortened.`);
    return fitText(spoken, maxLineLength, notes);
  };
  const { exchanges, unprompted } = readExampleDialogue(card.mes_example, [card.name, card.nickname]);
  const greetings = [card.first_mes, ...card.alternate_greetings].map((answer) => ({ question: greeting, answer }));
  const found = [...greetings, ...exchanges];
  const examples = found
    .slice(0, maxExamples)
    .map(({ question, answer }) => ({ question: line(question), answer: line(answer) }))
    .filter(({ question, answer }) => question !== "" && answer !== "");
  const fallbacks = unprompted
    .slice(0, maxFallbacks)
    .map(line)
    .filter((text) => text !== "");
  if (exchanges.length === 0) {
    notes.add("The card has no example dialogue: write a few lines, for the understudy speaks with them alone.");
  }
  if (fallbacks.length === 0) notes.add("The fallback lines are Quipdeck's own: put the character's in their place.");
  if (found.length > maxExamples) notes.add(`Only the first ${maxExamples} of ${found.length} examples were taken.`);
  return {
    examples: examples.length > 0 ? examples : [{ question: greeting, answer: greeting }],
    fallbacks: fallbacks.length > 0 ? fallbacks : stockFallbacks,
  };
}

/** What a card can hold and a persona cannot. */
function unusedOf({ card, macros: { unknown } }: Work): string[] {
  const unused: [boolean, string][] = [
    [card.character_book > 0, `Left out: the lorebook (entries: ${card.character_book}), for Quipdeck has none.`],
    [card.post_history_instructions.trim() !== "", "Left out: the instructions after the history."],
    [card.group_only_greetings > 0, "Left out: the greetings for groups."],
    [card.assets > 0, "Left out: pictures and other assets. A bot's picture is set in Discord's developer portal."],
    [card.extensions > 0, "Left out: extensions of other programs."],
    [unknown.length > 0, `Left out: macros that Quipdeck does not know (${unknown.join(", ")}).`],
  ];
  return unused.filter(([isThere]) => isThere).map(([, sentence]) => sentence);
}
