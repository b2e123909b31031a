import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanAnswer, splitAnswer } from "../../../src/engine/conversation/answer.ts";

const personaName = "Marlow";
const clean = (text: string) => cleanAnswer(text, { personaName });

/** What pings, whom Discord would ping: everyone, those here, a user, a role. */
const ping = /@(?:everyone|here)|<@[!&]?\d+>/i;
const invite = /discord(?:app)?\.com\/invite\/[^\s<>)\]]|discord\.gg\/[^\s<>)\]]/i;
const thoughts = /<think>[\s\S]*<\/think>/i;

/** What models, templates and people with bad intent write, beside all of Unicode; halves of surrogate pairs, too. */
const mischief = fc.constantFrom(
  ...["@", "everyone", "here", "@everyone", "<@", "<@&", "<@!", "123", ">", "<@123>", "\u200B", "\uD83D", "\uDE00"],
  ...["<think>", "</think>", "<THINK>", "<|im_start|>", "<|x|>", "</s>", "[/INST]", "Marlow:", "**Marlow:** "],
  ...["Assistant:", "AI: ", "\nUser: ", "\n### Human:", "\n", "\r\n", "\n\n", " ", '"', "“", "”", "«", "»"],
  ...["discord.gg/abc", "https://discord.com/invite/x", "discord", ".gg/", "https://"],
  ...["```", "````", "\n```js\n", "\n```\n", "`", "```\n```", "~~~\n", "> ```\n"],
);
const talk = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.lorem({ maxCount: 20 }),
);
const piece = fc.oneof({ weight: 2, arbitrary: mischief }, { weight: 1, arbitrary: talk });
const text = fc
  .oneof(fc.array(piece, { maxLength: 60, size: "max" }), fc.array(mischief, { maxLength: 8, size: "max" }))
  .map((pieces) => pieces.join(""));
/** A few pieces, to be repeated; kept short, so that a failure can be read. */
const unit = fc.array(piece, { minLength: 1, maxLength: 8, size: "max" }).map((pieces) => pieces.join("") || "x");

function expectHarmless(parts: readonly string[]): void {
  for (const part of parts) {
    expect(part).not.toMatch(ping);
    expect(part).not.toMatch(invite);
    expect(part).not.toMatch(thoughts);
  }
}

function expectSendable(parts: readonly string[]): void {
  expect(parts.length).toBeLessThanOrEqual(5);
  for (const part of parts) {
    expect(part.length).toBeLessThanOrEqual(2000);
    expect(part.trim()).not.toBe("");
    expect(part.isWellFormed()).toBe(true);
  }
  // Only the answer itself can leave a code block open, at its very end.
  for (const part of parts.slice(0, -1)) expect(part.split("```").length % 2).toBe(1);
}

describe("an answer of any text", () => {
  it("pings nobody, invites nowhere and shows no thoughts, in no part", () => {
    fc.assert(
      fc.property(text, (said) => {
        expectHarmless([clean(said), ...splitAnswer(clean(said))]);
      }),
      { numRuns: 3000 },
    );
  });

  it("begins with no role and stands in no quotes: cleaning it again changes nothing", () => {
    fc.assert(
      fc.property(text, (said) => {
        const once = clean(said);
        expect(clean(once)).toBe(once);
        expect(once).not.toMatch(/^(?:Marlow|Assistant|AI):/i);
      }),
      { numRuns: 3000 },
    );
  });

  it("is well-formed, and empty where nothing of it can be seen", () => {
    fc.assert(
      fc.property(text, (said) => {
        const answer = clean(said);
        expect(answer.isWellFormed()).toBe(true);
        expect(answer).toBe(answer.trim());
        if (answer !== "") expect(answer.replace(/[\s\p{Cc}\p{Cf}\p{M}]/gu, "")).not.toBe("");
      }),
      { numRuns: 1000 },
    );
  });

  it("goes out in parts that Discord takes, with their code blocks closed", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), (said, times) => {
        expectSendable(splitAnswer(said.repeat(times).toWellFormed()));
      }),
      { numRuns: 500 },
    );
  });

  it("of 100,000 characters is cleaned and split", () => {
    fc.assert(
      fc.property(unit, (repeated) => {
        const said = repeated.repeat(Math.ceil(100_000 / repeated.length)).slice(0, 100_000);
        const parts = splitAnswer(clean(said));
        const raw = splitAnswer(said.toWellFormed());
        expectHarmless(parts);
        expectSendable(parts);
        expectSendable(raw);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
