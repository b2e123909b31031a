import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createUnderstudy } from "../../../src/engine/inference/understudy.ts";
import { type Persona, personaSchema } from "../../../src/shared/persona.ts";

const file = join(import.meta.dirname, "..", "..", "..", "resources", "personas", "marlow.json");
const marlow = personaSchema.parse(JSON.parse(readFileSync(file, "utf8")));
const never = new AbortController().signal;

/** A small generator, so that every run makes the same choices. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function talkWith(persona: Persona, seed = 1) {
  const understudy = createUnderstudy({ random: seeded(seed) });
  return async (question: string) => (await understudy.respond({ persona, messages: [], question }, never)).text;
}

const answerTo = (question: string) => marlow.examples.find((example) => example.question === question)?.answer;

describe("the understudy", () => {
  it.each([
    ["who are you?", "who are you"],
    ["Who are you exactly", "who are you"],
    ["WHAT'S UP", "what's up"],
    ["please tell me a joke", "tell me a joke"],
    ["do you play any games", "what games do you play"],
    ["whats your favorite food", "what is your favourite food"],
    ["i cant sleep :(", "I can't sleep"],
    ["thank you so much!!", "thank you"],
    ["are you a robot or a bot", "are you a bot"],
    ["its my birthday today", "it is my birthday"],
    ["can you help me with my homework", "help me with my homework"],
    ["goodnight everyone, good night", "good night"],
    ["when does the next stream start", "when is the next stream"],
  ])("answers %j as the example %j", async (question, example) => {
    expect(await talkWith(marlow)(question)).toBe(answerTo(example));
  });

  it.each([
    "",
    "   ",
    "?!",
    "purple elephants negotiate quarterly tariffs",
    "what is the capital of Mongolia",
    "你叫什么名字",
  ])("falls back to a line of its own for %j", async (question) => {
    expect(marlow.fallbacks).toContain(await talkWith(marlow)(question));
  });

  it("does not say the same line twice in a row while others fit", async () => {
    const ask = talkWith(marlow);
    const said: string[] = [];
    for (let turn = 0; turn < 40; turn++) said.push(await ask("qqq zzz"));
    for (const [place, line] of said.entries()) expect(said.slice(Math.max(0, place - 6), place)).not.toContain(line);
  });

  it("repeats a fitting answer rather than dodge a plain question", async () => {
    const ask = talkWith(marlow);
    await ask("who are you");
    expect(await ask("who are you")).toBe(answerTo("who are you"));
  });

  it("varies among examples that fit equally, as chance has it", async () => {
    const twoGreetings: Persona = {
      ...marlow,
      examples: [
        { question: "hello", answer: "one" },
        { question: "hello", answer: "two" },
      ],
    };
    const first = await Promise.all(
      Array.from({ length: 20 }, (_, seed) => talkWith(twoGreetings, seed * 7919)("hello")),
    );
    expect(new Set(first)).toEqual(new Set(["one", "two"]));
  });

  it("gives the same conversation for the same seed", async () => {
    const questions = ["hi", "hmm", "what", "ok", "and now"];
    const talk = async () => {
      const ask = talkWith(marlow, 42);
      const said: string[] = [];
      for (const question of questions) said.push(await ask(question));
      return said;
    };
    expect(await talk()).toEqual(await talk());
  });

  it("does not answer a turn that was cancelled", async () => {
    const reason = new Error("stopped");
    const understudy = createUnderstudy({ random: () => 0 });
    const prompt = { persona: marlow, messages: [], question: "hello" };
    await expect(understudy.respond(prompt, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
