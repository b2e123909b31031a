import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanAnswer, splitAnswer } from "../../../src/engine/conversation/answer.ts";
import { splitText } from "../../../src/engine/conversation/splitting.ts";

const clean = (text: string) => cleanAnswer(text, { personaName: "Marlow" });

describe("cleaning an answer", () => {
  it.each([
    ["a plain answer stays", "Hello, *you*! 3 < 4 and `code`.", "Hello, *you*! 3 < 4 and `code`."],
    ["its own name", "Marlow: Hello!", "Hello!"],
    ["a role", "Assistant: Hello!", "Hello!"],
    ["role and name, bold", "**Assistant:** **Marlow**: Hello!", "Hello!"],
    ["a colon in a sentence stays", "My advice: sleep.", "My advice: sleep."],
    ["thoughts", "<think>What now?\nHm.</think>\n\nHello!", "Hello!"],
    ["thoughts that never end", "Hello!\n<think>and then", "Hello!"],
    ["thoughts whose start was swallowed", "hm, hm</think>Hello!", "Hello!"],
    ["nothing but thoughts", "<think>and then", ""],
    ["template tokens", "<|im_start|>assistant: Hello!<|im_end|></s>", "Hello!"],
    ["a turn made up for the member", "Hello!\nUser: and you?\nAssistant: fine", "Hello!"],
    ["a turn made up in a template's form", "Hello!\n### user: and you?", "Hello!"],
    ["small letters are no made-up turn", "Log in:\nuser: ann\nhuman: yes", "Log in:\nuser: ann\nhuman: yes"],
    ["a heading is no made-up turn", "### Steps\n### First: rest", "### Steps\n### First: rest"],
    [
      "code keeps its lines",
      "Config: ```yaml\nhost: db\nuser: postgres\nUser: x\n``` Done.\nUser: and you?",
      "Config: ```yaml\nhost: db\nuser: postgres\nUser: x\n``` Done.",
    ],
    ["quotes around all", '"Hello there!"', "Hello there!"],
    ["quotes within stay", '"Yes" and "no"', '"Yes" and "no"'],
    ["a ping for everyone", "Hey @everyone and @here!", "Hey everyone and here!"],
    ["a ping hidden behind another", "@@everyone @<@1>", "everyone @someone"],
    ["a ping glued from pieces", "@every<|x|>one <@<|x|>123>", "everyone someone"],
    ["pings of users and roles", "<@123> <@!123> <@&123>", "someone someone a role"],
    ["an invitation", "Come to https://discord.gg/abc now or discord.com/invite/x", "Come to  now or"],
    ["half a surrogate pair", "Hi \uD83D!", "Hi \uFFFD!"],
    ["nothing that can be seen", "\u200B \u2800 \u00AD", ""],
  ])("%s", (_, answer, expected) => {
    expect(clean(answer)).toBe(expected);
  });

  it("takes names with special characters literally", () => {
    expect(cleanAnswer("C++ (a) [b]: yes", { personaName: "C++ (a) [b]" })).toBe("yes");
  });

  it.each([
    "@",
    "\n",
    " ",
    "<think>",
    "<|x|>",
    "<@1",
    "Marlow: ",
    "discord.gg/",
    '"',
    "User:",
    "\n ",
    "\nUser ",
    "\n### ",
  ])("takes 100,000 characters of %j in one go", (unit) => {
    const started = performance.now();
    clean(unit.repeat(100_000 / unit.length));
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it("never leaves a ping, whatever the model says", () => {
    const piece = fc.constantFrom(
      "@",
      "everyone",
      "here",
      "<@",
      "<@&",
      "!",
      "123",
      ">",
      "<|x|>",
      "<think>",
      "</think>",
      '"',
      " ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        expect(clean(pieces.join(""))).not.toMatch(/@everyone|@here|<@[!&]?\d+>/);
      }),
      { numRuns: 2000 },
    );
  });
});

/** What a reader reads, without white space and fences. */
const letters = (text: string) => text.replace(/[\s`]/g, "");

function holdsInOrder(whole: string, wanted: string): boolean {
  let place = 0;
  for (const letter of wanted) {
    place = whole.indexOf(letter, place) + letter.length;
    if (place < letter.length) return false;
  }
  return true;
}

describe("splitting an answer", () => {
  it("leaves a short answer whole", () => {
    expect(splitAnswer("Hello!")).toEqual(["Hello!"]);
    expect(splitAnswer("x".repeat(2000))).toEqual(["x".repeat(2000)]);
  });

  it("makes no parts of nothing", () => {
    expect(splitAnswer("")).toEqual([]);
    expect(splitAnswer(" \n ".repeat(3000))).toEqual([]);
  });

  it("cuts after a paragraph rather than a sentence, a sentence rather than a word", () => {
    expect(splitText(`${"word ".repeat(9)}end.\n\n${"More. ".repeat(4)}`, 64)).toEqual([
      `${"word ".repeat(9)}end.`,
      "More. More. More. More.",
    ]);
    expect(splitText(`${"word ".repeat(9)}end. ${"and so on ".repeat(4)}`, 64)).toEqual([
      `${"word ".repeat(9)}end.`,
      "and so on and so on and so on and so on",
    ]);
    const parts = splitAnswer("word ".repeat(1000));
    expect(parts.every((part) => /^(word )*word$/.test(part))).toBe(true);
    expect(parts).toHaveLength(3);
  });

  it("closes a code fence and reopens it with its language, indentation kept", () => {
    const code = Array.from({ length: 200 }, (_, line) => `    line ${line} of the program`).join("\n");
    const parts = splitAnswer(`Here:\n\`\`\`js\n${code}\n\`\`\`\nDone.`);
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(2000);
      expect(part.split("```").length % 2).toBe(1);
    }
    for (const part of parts.slice(1)) expect(part).toMatch(/^```js\n {4}line \d/);
    expect(parts.at(-1)).toMatch(/\n```\nDone\.$/);
  });

  it("makes no empty code block where the code ends just at the cut", () => {
    for (let length = 1960; length < 2010; length++) {
      for (const part of splitAnswer(`\`\`\`py\n${"x".repeat(length)}\n\`\`\`\n${"tail ".repeat(20)}`)) {
        expect(part).not.toMatch(/```(py\n)?\s*```/);
      }
      for (const part of splitAnswer(`${"a ".repeat(length / 2)}\`\`\`py\ncode\n\`\`\` ${"tail ".repeat(20)}`)) {
        expect(part).not.toMatch(/```(py\n)?\s*```/);
      }
    }
  });

  it("ends after so many parts with a sign that there was more", () => {
    const parts = splitAnswer("word ".repeat(100_000));
    expect(parts).toHaveLength(5);
    expect(parts.at(-1)).toMatch(/word…$/);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(2000);
    for (let length = 9900; length < 10_000; length++) {
      const whole = splitAnswer("x".repeat(length));
      expect(whole.join("").replace("…", "").length === length).toBe(!whole.join("").includes("…"));
      expect(whole).toHaveLength(5);
    }
  });

  it("closes the code fence of the last part that it sends", () => {
    const parts = splitAnswer(`\`\`\`js\n${"call();\n".repeat(5000)}\`\`\``);
    expect(parts).toHaveLength(5);
    expect(parts.at(-1)).toMatch(/call\(\);\n```\n…$/);
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(2000);
      expect(part.split("```")).toHaveLength(3);
    }
  });

  it("never cuts a family apart", () => {
    const family = "👨‍👩‍👧‍👦";
    for (const part of splitText(family.repeat(1000), 2000)) expect(part.replaceAll(family, "")).toBe("");
  });

  it("loses no word, whatever the text", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary", maxLength: 80 }),
      fc.string({ unit: "grapheme", maxLength: 80 }),
      fc.lorem({ maxCount: 30 }),
      fc.constantFrom("```", "\n```js\n", "\n```\n", "````", "\n\n", "\n", " ", "`", "e\u0301".repeat(60)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 64, max: 300 }), (pieces, maxLength) => {
        const text = pieces.join("").toWellFormed();
        const parts = splitText(text, maxLength);
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(maxLength);
          expect(part.trim()).not.toBe("");
          expect(part.isWellFormed()).toBe(true);
        }
        // Reopened fences repeat their language, so there may be more than there was; empty blocks may go.
        expect(holdsInOrder(letters(parts.join("")), letters(text.replaceAll("```js\n", "```")))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("takes a text of 100,000 characters in one go", () => {
    for (const piece of ["word ", "x", "```", "\n", "a.\n", "é", "👍🏽", "```js\nx\n"]) {
      const text = piece.repeat(100_000 / piece.length);
      const started = performance.now();
      splitText(text, 2000);
      expect(performance.now() - started).toBeLessThan(2000);
    }
  });
});
