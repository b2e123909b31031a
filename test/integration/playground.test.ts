import { describe, expect, it } from "vitest";
import type { PlaygroundProgress } from "../../src/shared/playground.ts";
import { startKit } from "../support/engine-kit.ts";

const primary = "hf_primary_key_of_no_value_aaaa";
const spare = "hf_spare_key_of_no_value_bbbb";

describe("a question in the playground", () => {
  it("passes the stages of Discord and tells its answer, its cost and what the model was sent", async () => {
    const kit = await startKit({ keys: { [primary]: {} } });
    const answer = await kit.call("playground/ask", { text: "how are you? 😀", author: "Ann" });
    expect(answer).toMatchObject({ outcome: "answered", sanitized: "how are you?", keyLabel: "Environment 1" });
    expect(answer.stages.map(({ stage }) => stage)).toEqual([
      "sanitize",
      "context",
      "respond",
      "clean",
      "split",
      "reply",
    ]);
    const [key] = kit.engine.snapshot().keys;
    expect(answer.costs).toEqual([{ keyId: key?.id, usage: key?.hour }]);
    expect(key?.hour.requests).toBe(1);
    expect(answer.prompt[1]).toEqual({ role: "user", content: 'My name here is "Ann".' });
    expect(answer.prompt.at(-1)).toEqual({ role: "user", content: "how are you?" });
    expect(answer.firstWordsMs).toBeLessThanOrEqual(answer.totalMs);
    expect(kit.inference.requests).toMatchObject([{ body: { stream: true } }]);
  });

  it("is asked as another persona, of another model, with another key", async () => {
    const kit = await startKit({ keys: { [primary]: {}, [spare]: {} } });
    const personas = kit.engine.snapshot().personas;
    const other = personas.find(({ id }) => id !== "marlow");
    const keyId = kit.engine.snapshot().keys[1]?.id ?? "";
    const guise = { personaId: other?.id ?? "", model: "some/other", keyId };
    const answer = await kit.call("playground/ask", { text: "who are you?", ...guise });
    expect(answer).toMatchObject({ outcome: "answered", keyLabel: "Environment 2" });
    expect(answer.prompt[0]?.content).toContain(`You are ${other?.name}.`);
    expect(kit.inference.requests).toMatchObject([{ key: spare, body: { model: "some/other" } }]);
  });

  it("tells while it is answered which stage is at work, and ends when it is called off", async () => {
    const kit = await startKit({ keys: { [primary]: { always: "silent" } } });
    const progress: unknown[] = [];
    const panel = new AbortController();
    const options = { signal: panel.signal, onProgress: (told: unknown) => progress.push(told) };
    const asked = kit.call("playground/ask", { text: "are you there?" }, options);
    await expect.poll(() => progress.at(-1)).toMatchObject({ stage: "respond", text: "" });
    panel.abort();
    expect(await asked).toMatchObject({ outcome: "stopped", reply: "" });
  });

  it("tells what has been written by then, too", async () => {
    const kit = await startKit({ keys: { [primary]: {} } });
    const progress: PlaygroundProgress[] = [];
    const onProgress = (told: unknown) => progress.push(told as PlaygroundProgress);
    const { reply } = await kit.call("playground/ask", { text: "are you there?" }, { onProgress });
    expect(progress.at(-1)?.text).toBe(reply);
  });

  it("that is cancelled sends nobody home who waits in Discord", async () => {
    const kit = await startKit({
      keys: { [primary]: { always: "silent" } },
      change({ behaviour }) {
        behaviour.maxConcurrentTurns = 1;
      },
    });
    const ben = kit.discord.addMember(kit.guild, { name: "ben" });
    await kit.call("bot/start");
    kit.ask("are you there?");
    kit.ask("and for me?", ben);
    await expect.poll(() => kit.engine.snapshot().status).toMatchObject({ inFlight: 1, queueLength: 1 });
    const panel = new AbortController();
    const asked = kit.call("playground/ask", { text: "are you there?" }, { signal: panel.signal });
    panel.abort();
    expect(await asked).toMatchObject({ outcome: "stopped" });
    expect(kit.engine.snapshot().status).toMatchObject({ inFlight: 1, queueLength: 1, seen: 0 });
  });

  it("ends with the engine", async () => {
    const kit = await startKit({ keys: { [primary]: { always: "silent" } } });
    const asked = kit.call("playground/ask", { text: "are you there?" });
    await kit.engine.close();
    expect(await asked).toMatchObject({ outcome: "stopped" });
  });

  it("tells why the model gave no answer, and is no failure of the bot's", async () => {
    const kit = await startKit({ keys: { [primary]: { always: "bad-request" } } });
    const answer = await kit.call("playground/ask", { text: "hello" });
    expect(answer).toMatchObject({ outcome: "understudied", failure: { code: "inference" } });
    expect(answer.failure?.message).toContain("does not accept the request");
    expect(await kit.call("failures/groups", {})).toEqual([]);
    expect(kit.engine.snapshot().status).toMatchObject({ openFailures: 0, seen: 0 });
  });

  it("remembers what was said before as far as the owner's settings go", async () => {
    const kit = await startKit({
      keys: { [primary]: {} },
      change: ({ memory }) => Object.assign(memory, { turns: 1 }),
    });
    const earlier = [
      { question: "one?", answer: "One." },
      { question: "two?", answer: "Two." },
    ];
    const { prompt } = await kit.call("playground/ask", { text: "three?", earlier });
    expect(prompt.map(({ content }) => content).slice(-3)).toEqual(["two?", "Two.", "three?"]);
    expect(prompt.map(({ content }) => content)).not.toContain("one?");
  });

  it("as a persona that is not there is refused", async () => {
    const kit = await startKit({ keys: {} });
    const asked = kit.call("playground/ask", { text: "hello", personaId: "nobody" });
    await expect(asked).rejects.toThrow('There is no persona "nobody". Choose another.');
  });
});

describe("the sanitizer box", () => {
  it("switches rules for its text only", async () => {
    const kit = await startKit();
    const text = "look 😀 https://tenor.com/view/cat-gif-1";
    expect(await kit.call("sanitizer/run", { text })).toMatchObject({ output: "look" });
    expect(await kit.call("sanitizer/run", { text, rules: { emoji: false } })).toMatchObject({ output: "look 😀" });
    expect((await kit.call("settings/get")).sanitizer.emoji).toBe(true);
  });
});
