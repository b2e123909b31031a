import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importPersona } from "../../../../src/engine/conversation/character-card/import-persona.ts";
import { QuipdeckError } from "../../../../src/shared/errors.ts";
import { personaSchema } from "../../../../src/shared/persona.ts";
import { characterCard, pngOf, textChunk } from "../../../support/character-card.ts";

const pieces = [
  "{{char}}",
  "{{user}}",
  "{{roll:d6}}",
  "{{",
  "}}",
  "<START>",
  "\n",
  "{{user}}: ",
  "{{char}}: ",
  ". ",
  "\u200B",
];
const cardText = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "grapheme" })), { maxLength: 80 });
const field = fc.oneof(
  { weight: 5, arbitrary: cardText.map((parts) => parts.join("")) },
  { weight: 1, arbitrary: fc.jsonValue() },
);
const fieldNames = Object.keys(characterCard({ nickname: "", character_book: null, assets: [] }).data);
const anyCard = fc.record(Object.fromEntries(fieldNames.map((name) => [name, field])), { requiredKeys: [] });

/** A persona that can be kept as it is, or a refusal that was written for people. */
function expectPersonaOrSentence(bytes: Buffer): void {
  try {
    const { persona } = importPersona(bytes, ["persona", "unnamed"]);
    expect(personaSchema.parse(persona)).toEqual(persona);
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(QuipdeckError);
  }
}

describe("whatever a file holds, it becomes a persona or is refused in a sentence", () => {
  it("a card with anything in its fields", () => {
    fc.assert(
      fc.property(anyCard, (data) => expectPersonaOrSentence(Buffer.from(JSON.stringify(characterCard(data)), "utf8"))),
    );
  });

  it("any JSON", () => {
    fc.assert(fc.property(fc.json(), (json) => expectPersonaOrSentence(Buffer.from(json, "utf8"))));
  });

  it("any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => expectPersonaOrSentence(Buffer.from(bytes))));
  });

  it("a picture that was cut or changed anywhere", () => {
    const picture = pngOf(textChunk.zTXt("chara", Buffer.from(JSON.stringify(characterCard())).toString("base64")));
    const places = fc.nat(picture.length - 1);
    fc.assert(
      fc.property(places, places, fc.nat(255), (end, place, byte) => {
        const changed = Buffer.from(picture);
        changed[place] = byte;
        expectPersonaOrSentence(changed.subarray(0, Math.max(end, place)));
      }),
    );
  });
});
