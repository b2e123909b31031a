import { describe, expect, it } from "vitest";
import {
  beginDraft,
  changeDraft,
  type DraftChange,
  emptyPersona,
  readDraft,
} from "../../../src/renderer/views/personas/persona-draft.ts";
import { personaSchema } from "../../../src/shared/persona.ts";

const lamp = personaSchema.parse({
  $schema: "../persona.schema.json",
  id: "lamp",
  name: "Lamp",
  description: "A lamp.",
  instructions: "Shine.",
  examples: [
    { question: "one?", answer: "1" },
    { question: "two?", answer: "2" },
  ],
  fallbacks: ["Hm."],
});
const takenIds = ["lamp"];
const newOne = () => beginDraft({ persona: emptyPersona, isNew: true });
const text = (field: "id" | "name" | "instructions", value: string): DraftChange => ({
  type: "text",
  field,
  value,
  takenIds,
});

function changed(draft: ReturnType<typeof beginDraft>, ...changes: DraftChange[]) {
  return changes.reduce(changeDraft, draft);
}

describe("a persona while it is written", () => {
  it("stands for the very same persona before anything is changed", () => {
    const { persona, issues } = readDraft(beginDraft({ persona: lamp, isNew: false }), takenIds);
    expect(persona).toEqual(lamp);
    expect([...issues]).toEqual([]);
  });

  it("says what is wrong where the owner has been, and everywhere once they want to save", () => {
    const typed = changed(newOne(), text("instructions", "x"), text("instructions", " "));
    expect([...readDraft(typed, []).issues]).toEqual([["instructions", "Must not be empty."]]);
    const { persona, issues } = readDraft(changed(typed, { type: "submit" }), []);
    expect(persona).toBeNull();
    expect([...issues.keys()]).toEqual([
      "id",
      "name",
      "description",
      "instructions",
      "0.question",
      "0.answer",
      "1.text",
    ]);
  });

  it("gets an id made of its name, until one is typed", () => {
    const named = changed(newOne(), text("name", "Lamp"));
    expect(named.id).toBe("lamp-2");
    expect(changed(named, text("id", "mine"), text("name", "Other")).id).toBe("mine");
  });

  it("may not take another one's id", () => {
    const { persona, issues } = readDraft(
      changed(beginDraft({ persona: lamp, isNew: true }), text("id", "lamp")),
      takenIds,
    );
    expect(persona).toBeNull();
    expect(issues.get("id")).toBe("Belongs to another persona already.");
  });

  it("keeps the fields of its rows apart when rows come and go", () => {
    const draft = changed(
      beginDraft({ persona: lamp, isNew: false }),
      { type: "remove", list: "examples", row: 0 },
      { type: "add", list: "examples" },
      { type: "example", row: 3, part: "question", value: "three?" },
      { type: "example", row: 3, part: "answer", value: "" },
    );
    expect(draft.examples.map(({ row, question }) => [row, question])).toEqual([
      [1, "two?"],
      [3, "three?"],
    ]);
    expect([...readDraft(draft, takenIds).issues]).toEqual([["3.answer", "Must not be empty."]]);
  });

  it("needs a line of each kind", () => {
    const draft = changed(
      beginDraft({ persona: lamp, isNew: false }),
      { type: "fallback", row: 2, value: "Hum." },
      { type: "remove", list: "fallbacks", row: 2 },
    );
    expect([...readDraft(draft, takenIds).issues]).toEqual([["fallbacks", "Must hold at least one."]]);
  });
});
