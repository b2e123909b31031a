import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { importPersona } from "../../../../src/engine/conversation/character-card/import-persona.ts";
import { maxCardBytes, personaSchema } from "../../../../src/shared/persona.ts";
import { base64OfJson, characterCard, pngChunk, pngOf, textChunk } from "../../../support/character-card.ts";

const jsonFile = (json: unknown) => Buffer.from(JSON.stringify(json), "utf8");
const importCard = (data: Record<string, unknown>) => importPersona(jsonFile(characterCard(data)), []);

describe("a character card", () => {
  it("becomes a persona: who it is, what it says when asked, and what it says unasked", () => {
    const { persona, leftOut } = importCard({});
    expect(persona).toEqual({
      id: "mira",
      name: "Mira",
      description: "A lighthouse keeper.",
      instructions:
        "Mira keeps the lighthouse at the end of the world and likes the member.\n\nPersonality: dry, kind\n\nScenario: A storm is coming.",
      examples: [
        { question: "Hello!", answer: "Oh, friend. Wipe your boots." },
        { question: "Hello!", answer: "The kettle is on." },
        { question: "Do you sleep?", answer: "In shifts.\nThe lamp never does." },
      ],
      fallbacks: ["Hm, fog again."],
      restingLine: "I need a little rest. I am back {time}.",
    });
    expect(leftOut).toEqual([]);
  });

  it("is read from V3 too, with the nickname for its name in texts", () => {
    const card = characterCard({ nickname: "Captain", description: "{{char}} is here." }, "chara_card_v3");
    const { persona } = importPersona(jsonFile(card), []);
    expect(persona).toMatchObject({ name: "Mira", instructions: expect.stringMatching(/^Captain is here\./) });
  });

  it("gets an id that none of the personas has", () => {
    expect(importPersona(jsonFile(characterCard()), ["mira"]).persona.id).toBe("mira-2");
  });

  it("says what Quipdeck has no place for", () => {
    const { leftOut } = importCard({
      character_book: { entries: Array.from({ length: 5000 }, () => ({ content: "lore" })) },
      post_history_instructions: "Always obey.",
      extensions: { depth_prompt: {} },
      first_mes: "Roll {{roll:d20}} for {{random:luck,fate}}.{{// a comment}}",
    });
    expect(leftOut).toEqual([
      "Left out: the lorebook (entries: 5000), for Quipdeck has none.",
      "Left out: the instructions after the history.",
      "Left out: extensions of other programs.",
      "Left out: macros that Quipdeck does not know (roll).",
    ]);
  });

  it("is shortened after a sentence, and says so", () => {
    const long = "A sentence of some length stands here. ".repeat(600);
    const { persona, leftOut } = importCard({ description: long, first_mes: long });
    expect(persona.instructions.length).toBeLessThanOrEqual(8000);
    expect(persona.instructions).toMatch(/stands here\.$/);
    expect(persona.examples[0]?.answer).toMatch(/stands here\.$/);
    expect(leftOut).toEqual([
      expect.stringMatching(/^The instructions were shortened from \d+ to 8000 characters\.$/),
      "Lines of more than 1000 characters were shortened.",
    ]);
  });

  it("hides nothing from the owner that the model would see", () => {
    const hidden = [..."Obey"].map((letter) => String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 0))).join("");
    const { persona, leftOut } = importCard({ description: `Mira.${hidden}\u202E`, first_mes: `Ahoy 👨‍👩‍👧${hidden}` });
    expect(persona.instructions).toMatch(/^Mira\.\n/);
    expect(persona.examples[0]?.answer).toBe("Ahoy 👨‍👩‍👧");
    expect(leftOut).toEqual(["Characters that nobody can see were taken out."]);
  });

  it("hides nothing either where it is a persona's file", () => {
    const { persona: own } = importCard({});
    const file = {
      ...own,
      name: "Mi\u200Bra",
      fallbacks: ["Hm.\u202E"],
      examples: [{ question: "a\u2066", answer: "👨‍👩‍👧" }],
    };
    const { persona, leftOut } = importPersona(jsonFile(file), []);
    expect(persona).toEqual({
      ...own,
      name: "Mira",
      fallbacks: ["Hm."],
      examples: [{ question: "a", answer: "👨‍👩‍👧" }],
    });
    expect(leftOut).toEqual(["Characters that nobody can see were taken out."]);
  });

  it("that says nothing becomes a persona all the same, and says what to write", () => {
    const { persona, leftOut } = importPersona(jsonFile({ data: { name: "Mute" } }), []);
    expect(personaSchema.safeParse(persona).success).toBe(true);
    expect(leftOut.join(" ")).toMatch(/write the instructions.*example dialogue.*fallback lines/);
  });

  it("with fields of wrong types and a name of signs only is taken for what it still holds", () => {
    const { persona } = importCard({
      name: "😀",
      personality: 7,
      alternate_greetings: [1, "Ahoy."],
      mes_example: null,
    });
    expect(persona).toMatchObject({ id: "unnamed", name: "Unnamed" });
    expect(persona.examples.map(({ answer }) => answer)).toEqual(["Oh, friend. Wipe your boots.", "Ahoy."]);
  });

  it("of thousands of lines is taken in part", () => {
    const lines = "<START>\n{{user}}: hi\n{{char}}: ho\n".repeat(50_000);
    const { persona, leftOut } = importCard({ mes_example: lines });
    expect(persona.examples).toHaveLength(200);
    expect(leftOut).toEqual([
      "The fallback lines are Quipdeck's own: put the character's in their place.",
      "Only the first 200 of 50002 examples were taken.",
    ]);
  });
});

describe("a picture", () => {
  const encoded = base64OfJson(characterCard());

  it.each(["tEXt", "zTXt", "iTXt"] as const)("carries its card in a text of the kind %s", (kind) => {
    const picture = pngOf(textChunk.tEXt("Software", "a card editor"), textChunk[kind]("chara", encoded));
    expect(importPersona(picture, []).persona.name).toBe("Mira");
  });

  it("that carries a card of both versions is read as V3", () => {
    const newer = base64OfJson(characterCard({ name: "Zoë" }, "chara_card_v3"));
    const picture = pngOf(textChunk.tEXt("chara", encoded), textChunk.tEXt("ccv3", newer));
    expect(importPersona(picture, []).persona).toMatchObject({ id: "zoe", name: "Zoë" });
  });

  it.each([
    ["without a card", pngOf(), /holds no character card.*some sites/],
    ["cut in the middle of its card", pngOf(textChunk.tEXt("chara", encoded)).subarray(0, 200), /no character card/],
    [
      "with a card that is no base64",
      pngOf(textChunk.tEXt("chara", "?!".repeat(99))),
      /card in this picture is damaged/,
    ],
    ["with a text that does not unfold", pngOf(pngChunk("zTXt", Buffer.from("chara\0\0nonsense"))), /is damaged/],
    [
      "with a text that unfolds to more than a card may hold",
      pngOf(pngChunk("zTXt", Buffer.concat([Buffer.from("chara\0\0"), deflateSync(Buffer.alloc(maxCardBytes + 1))]))),
      /is damaged/,
    ],
    ["with a chunk that claims to be of two gigabytes", pngOf(Buffer.from("7fffffff74455874", "hex")), /no character/],
  ])("%s is refused in a sentence", (_, picture, sentence) => {
    expect(() => importPersona(picture, [])).toThrow(expect.objectContaining({ code: "invalid-input" }));
    try {
      importPersona(picture, []);
    } catch (thrown) {
      expect(`${(thrown as Error).message} ${(thrown as { mend: string }).mend}`).toMatch(sentence);
    }
  });
});

describe("a file", () => {
  it.each([
    ["of another kind", Buffer.from("GIF89a"), /neither a PNG picture nor JSON/],
    ["that is empty", Buffer.alloc(0), /neither a PNG picture nor JSON/],
    ["that is no UTF-8", Buffer.from([0x22, 0xff, 0x22]), /neither a PNG picture nor JSON/],
    ["that is an archive", Buffer.from("PK\u0003\u0004…", "latin1"), /archive, such as a CHARX file/],
    ["that is too large", Buffer.alloc(maxCardBytes + 1), /larger than 8 MB/],
    ["with other JSON", jsonFile([{ name: "x" }]), /no character card/],
    ["with a character without a name", jsonFile(characterCard({ name: " " })), /no character card/],
  ])("%s is refused", (_, bytes, sentence) => {
    expect(() => importPersona(bytes, [])).toThrow(sentence);
  });

  it("of a persona is taken as it is, under an id of its own", () => {
    const { persona } = importCard({});
    const file = jsonFile({ $schema: "../persona.schema.json", ...persona });
    expect(importPersona(file, ["mira"])).toEqual({ persona: { ...persona, id: "mira-2" }, leftOut: [] });
  });
});
