import { describe, expect, it } from "vitest";
import { startKit } from "../support/engine-kit.ts";

const secret = "hf_key_of_the_live_log_test";

describe("the log as the panel reads it", () => {
  it("tells what the model was sent, until somebody is to be forgotten", async () => {
    const kit = await startKit({ keys: { [secret]: {} } });
    await kit.call("bot/start");
    const { id: messageId } = kit.ask("what is in the kettle?");
    const { authorId } = await kit.logged(messageId, "answered");
    const prompt = await kit.call("log/prompt", { messageId });
    expect(prompt?.[0]?.role).toBe("system");
    expect(prompt?.at(-1)).toEqual({ role: "user", content: "what is in the kettle?" });
    await kit.call("log/forget-member", { authorId });
    expect(await kit.call("log/prompt", { messageId })).toBeNull();
  });

  it("has a pulse that counts what was answered, and is told to the panel", async () => {
    const kit = await startKit({ keys: { [secret]: {} } });
    await kit.call("bot/start");
    const { id } = kit.ask("are you awake?");
    await kit.logged(id, "answered");
    const { pulse } = await kit.call("app/snapshot");
    const answers = pulse.minutes.reduce((sum, minute) => sum + minute.answers, 0);
    expect(answers).toBe(1);
    expect(pulse.answerMs?.median).toBeGreaterThan(0);
    await expect.poll(() => kit.events.some(({ type }) => type === "pulse"), { timeout: 5000 }).toBe(true);
  });

  it("gives ids and rows of what is stored, and by what it can be filtered", async () => {
    const kit = await startKit({ keys: { [secret]: {} } });
    await kit.call("bot/start");
    const { id } = kit.ask("hello there");
    const entry = await kit.logged(id, "answered");
    const { ids, next } = await kit.call("log/ids", { outcomes: ["answered"], authorId: entry.authorId });
    expect({ ids, next }).toEqual({ ids: [entry.id], next: null });
    expect(await kit.call("log/rows", { ids })).toEqual([entry]);
    expect((await kit.call("log/facets")).members).toEqual([{ value: entry.authorId, name: "Ann", entries: 1 }]);
  });
});
