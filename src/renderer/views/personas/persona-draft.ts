import { idFromName } from "../../../shared/id-from-name.ts";
import { type Persona, personaSchema } from "../../../shared/persona.ts";
import { asSentence } from "../../words/issue-at.ts";

export interface ExampleDraft {
  /** Tells rows apart while they are typed, added and removed. */
  row: number;
  question: string;
  answer: string;
}

export interface LineDraft {
  row: number;
  text: string;
}

type TextField = "id" | "name" | "description" | "instructions" | "restingLine";

/** A persona as its fields stand while it is written. */
export interface PersonaDraft extends Record<TextField, string> {
  /** Where an editor finds the schema of the file, for those who write theirs by hand. */
  $schema?: string | undefined;
  /** A new one, whose id follows its name until the owner types one. */
  isNew: boolean;
  examples: ExampleDraft[];
  fallbacks: LineDraft[];
  nextRow: number;
  /** Fields whose issues are shown: the owner has been there, or has tried to save. */
  touched: ReadonlySet<string>;
  isSubmitted: boolean;
}

/** A line, and the list that it was taken from. */
export type RemovedLine = { list: "examples"; line: ExampleDraft } | { list: "fallbacks"; line: LineDraft };

export type DraftChange =
  | { type: "text"; field: TextField; value: string; takenIds: readonly string[] }
  | { type: "example"; row: number; part: "question" | "answer"; value: string }
  | { type: "fallback"; row: number; value: string }
  | { type: "add"; list: RemovedLine["list"] }
  | { type: "remove"; list: RemovedLine["list"]; row: number }
  /** A line that was removed stands at its place again. */
  | ({ type: "put-back"; place: number } & RemovedLine)
  | { type: "submit" };

export const emptyPersona: Persona = {
  id: "",
  name: "",
  description: "",
  instructions: "",
  examples: [{ question: "", answer: "" }],
  fallbacks: [""],
  restingLine: "I need a little rest. I am back {time}.",
};

export function beginDraft({ persona, isNew }: { persona: Persona; isNew: boolean }): PersonaDraft {
  const { examples, fallbacks, ...texts } = persona;
  return {
    ...texts,
    isNew,
    examples: examples.map((example, row) => ({ row, ...example })),
    fallbacks: fallbacks.map((text, place) => ({ row: examples.length + place, text })),
    nextRow: examples.length + fallbacks.length,
    touched: new Set(),
    isSubmitted: false,
  };
}

export function changeDraft(draft: PersonaDraft, change: DraftChange): PersonaDraft {
  switch (change.type) {
    case "text":
      return changeText(draft, change);
    case "example": {
      const { row, part, value } = change;
      const examples = draft.examples.map((one) => (one.row === row ? { ...one, [part]: value } : one));
      return { ...draft, examples, touched: withPath(draft, `${row}.${part}`) };
    }
    case "fallback": {
      const { row, value } = change;
      const fallbacks = draft.fallbacks.map((one) => (one.row === row ? { row, text: value } : one));
      return { ...draft, fallbacks, touched: withPath(draft, `${row}.text`) };
    }
    case "add": {
      const { nextRow: row } = draft;
      const added =
        change.list === "examples"
          ? { examples: [...draft.examples, { row, question: "", answer: "" }] }
          : { fallbacks: [...draft.fallbacks, { row, text: "" }] };
      return { ...draft, ...added, nextRow: row + 1 };
    }
    case "remove": {
      const isOther = ({ row }: { row: number }) => row !== change.row;
      return change.list === "examples"
        ? { ...draft, examples: draft.examples.filter(isOther), touched: withPath(draft, "examples") }
        : { ...draft, fallbacks: draft.fallbacks.filter(isOther), touched: withPath(draft, "fallbacks") };
    }
    case "put-back":
      return change.list === "examples"
        ? { ...draft, examples: draft.examples.toSpliced(change.place, 0, change.line) }
        : { ...draft, fallbacks: draft.fallbacks.toSpliced(change.place, 0, change.line) };
    case "submit":
      return { ...draft, isSubmitted: true };
  }
}

function changeText(draft: PersonaDraft, { field, value, takenIds }: DraftChange & { type: "text" }): PersonaDraft {
  const next = { ...draft, [field]: value, touched: withPath(draft, field) };
  if (field !== "name" || !draft.isNew || draft.touched.has("id")) return next;
  return { ...next, id: idFromName(value, takenIds, "persona") };
}

function withPath({ touched }: PersonaDraft, path: string): ReadonlySet<string> {
  return touched.has(path) ? touched : new Set([...touched, path]);
}

export interface ReadDraft {
  /** Null while something is wrong. */
  persona: Persona | null;
  /** Sentences to show, by field (`name`, `examples`) or by row and part (`3.question`). */
  issues: ReadonlyMap<string, string>;
}

/** The persona that a draft stands for, or what is wrong with it. `takenIds` are those of the other personas. */
export function readDraft(draft: PersonaDraft, takenIds: readonly string[]): ReadDraft {
  const { $schema, id, name, description, instructions, restingLine } = draft;
  const examples = draft.examples.map(({ question, answer }) => ({ question, answer }));
  const fallbacks = draft.fallbacks.map(({ text }) => text);
  const texts = { ...($schema !== undefined && { $schema }), id, name, description, instructions, restingLine };
  const parsed = personaSchema.safeParse({ ...texts, examples, fallbacks });
  const issues = new Map<string, string>();
  const note = (path: string, message: string) => {
    if ((draft.isSubmitted || draft.touched.has(path)) && !issues.has(path)) issues.set(path, asSentence(message));
  };
  for (const { path, message } of parsed.error?.issues ?? []) note(placeOf(draft, path), message);
  const isTaken = draft.isNew && takenIds.includes(id);
  if (isTaken) note("id", "belongs to another persona already");
  return { persona: parsed.success && !isTaken ? parsed.data : null, issues };
}

/** The schema counts a list's entries by their place, the fields by their row. */
function placeOf(draft: PersonaDraft, [field, place, part = "text"]: PropertyKey[]): string {
  if ((field !== "examples" && field !== "fallbacks") || typeof place !== "number") return String(field);
  return `${draft[field][place]?.row}.${String(part)}`;
}
