import { deflateSync } from "node:zlib";

/** A V2 card as editors write it, with what a test cares about in place. */
export function characterCard(data: Record<string, unknown> = {}, spec = "chara_card_v2") {
  return {
    spec,
    spec_version: spec === "chara_card_v2" ? "2.0" : "3.0",
    data: {
      name: "Mira",
      description: "{{char}} keeps the lighthouse at the end of the world and likes {{user}}.",
      personality: "dry, kind",
      scenario: "A storm is coming.",
      first_mes: "Oh, {{user}}. Wipe your boots.",
      mes_example:
        "<START>\n{{user}}: Do you sleep?\n{{char}}: In shifts.\nThe lamp never does.\n<START>\n{{char}}: Hm, fog again.",
      creator_notes: "A lighthouse keeper.\nMade on a rainy day.",
      system_prompt: "",
      post_history_instructions: "",
      alternate_greetings: ["The kettle is on."],
      tags: ["sea"],
      creator: "ann",
      character_version: "1",
      extensions: {},
      ...data,
    },
  };
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A chunk of a PNG; its check sum is left empty, as nobody looks at it. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type, "latin1"), data, Buffer.alloc(4)]);
}

/** The chunk in which a PNG carries a text, in each of the three ways. */
export const textChunk = {
  tEXt: (keyword: string, text: string) => pngChunk("tEXt", Buffer.from(`${keyword}\0${text}`, "latin1")),
  zTXt: (keyword: string, text: string) =>
    pngChunk("zTXt", Buffer.concat([Buffer.from(`${keyword}\0\0`, "latin1"), deflateSync(text)])),
  iTXt: (keyword: string, text: string) => pngChunk("iTXt", Buffer.from(`${keyword}\0\0\0en\0\0${text}`, "utf8")),
};

/** A PNG of these chunks between a header and its end; no picture is needed to carry a card. */
export function pngOf(...chunks: Buffer[]): Buffer {
  return Buffer.concat([signature, pngChunk("IHDR", Buffer.alloc(13)), ...chunks, pngChunk("IEND", Buffer.alloc(0))]);
}

export function base64OfJson(json: unknown): string {
  return Buffer.from(JSON.stringify(json), "utf8").toString("base64");
}
