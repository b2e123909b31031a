import MiniSearch from "minisearch";
import type { Persona } from "../../shared/persona.ts";
import type { Answer, Responder } from "./responder.ts";

export interface UnderstudyOptions {
  /** Evenly spread in [0, 1); seeded by the host. */
  random: () => number;
}

/** A persona made searchable, and what was said in its name of late. */
interface Rehearsed {
  index: MiniSearch<Line>;
  /** Newest last. */
  lately: string[];
}

interface Line {
  id: number;
  question: string;
  answer: string;
}

/** Lines that are not said again at once, as long as others fit. */
const remembered = 6;
/** How much of a question and an example's question must be the same words, by weight, 0 to 1. */
const minLikeness = 0.45;
/** Examples as good as this share of the best one take part in the choice. */
const nearBest = 0.85;
const commonWeight = 0.3;
const similarWeight = 0.7;

/** Words of nearly every question: they tell little of what it is about. */
const commonWords = new Set(
  "a about an and are bot can could did do does for get give have hey i in is it like me my of on or please so some tell that the there this to was we what whats will with would you your".split(
    " ",
  ),
);

/** Answers at once and offline, in the persona's voice, with the answer to the example that is nearest to the question. */
export function createUnderstudy({ random }: UnderstudyOptions): Responder {
  const rehearsed = new WeakMap<Persona, Rehearsed>();

  function rehearse(persona: Persona): Rehearsed {
    const known = rehearsed.get(persona);
    if (known) return known;
    const fresh = { index: indexOf(persona), lately: [] };
    rehearsed.set(persona, fresh);
    return fresh;
  }

  function choose(persona: Persona, question: string): string {
    const { index, lately } = rehearse(persona);
    const fitting = findAnswers(index, question);
    const lines = freshOf(fitting.length > 0 ? fitting : persona.fallbacks, lately);
    const line = lines[Math.floor(random() * lines.length)] ?? "";
    remember(lately, line);
    return line;
  }

  return {
    async respond({ persona, question }, signal): Promise<Answer> {
      signal.throwIfAborted();
      return { text: choose(persona, question), responder: "understudy", keyLabel: null, attempts: [] };
    },
  };
}

function indexOf({ examples }: Persona): MiniSearch<Line> {
  const index = new MiniSearch<Line>({
    fields: ["question"],
    storeFields: ["question", "answer"],
    tokenize: wordsOf,
    processTerm: (word) => word,
    searchOptions: { prefix: (term) => term.length > 4, fuzzy: (term) => (term.length > 3 ? 0.25 : false) },
  });
  index.addAll(examples.map(({ question, answer }, id) => ({ id, question, answer })));
  return index;
}

/** The answers of the nearest examples; none where no example is near enough. */
function findAnswers(index: MiniSearch<Line>, question: string): string[] {
  const asked = wordsOf(question);
  const found = index.search(question).map((result) => {
    const example = wordsOf(String(result.question));
    const shared = weightOf(result.queryTerms, example) + weightOf(result.terms, asked);
    return { answer: String(result.answer), likeness: shared / (weightOf(asked) + weightOf(example)) };
  });
  const best = Math.max(minLikeness, ...found.map(({ likeness }) => likeness));
  return found
    .filter(({ likeness }) => likeness >= best * nearBest && likeness >= minLikeness)
    .map(({ answer }) => answer);
}

/** The lines that were not said lately; where all were, the one said longest ago. */
function freshOf(lines: readonly string[], lately: readonly string[]): readonly string[] {
  const fresh = lines.filter((line) => !lately.includes(line));
  return fresh.length > 0 ? fresh : lately.filter((line) => lines.includes(line)).slice(0, 1);
}

function remember(lately: string[], line: string): void {
  const before = lately.indexOf(line);
  if (before !== -1) lately.splice(before, 1);
  lately.push(line);
  if (lately.length > remembered) lately.shift();
}

/** Words in lower case, without accents and apostrophes. */
function wordsOf(text: string): string[] {
  const plain = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}'’]/gu, "");
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** How much words tell; those that the other side has in a similar form only (prefix, misspelling) tell less. */
function weightOf(words: readonly string[], others = words): number {
  let weight = 0;
  for (const word of new Set(words)) {
    weight += (commonWords.has(word) ? commonWeight : 1) * (others.includes(word) ? 1 : similarWeight);
  }
  return weight;
}
