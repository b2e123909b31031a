import { describe, expect, it } from "vitest";
import { startKit } from "../support/engine-kit.ts";

const key = "hf_primary_key_of_no_value_aaaa";

/** A kit whose bot is online. */
async function onlineKit(options: Parameters<typeof startKit>[0] = {}) {
  const kit = await startKit({ keys: { [key]: {} }, ...options });
  await kit.call("bot/start");
  return kit;
}

type OnlineKit = Awaited<ReturnType<typeof onlineKit>>;

const repliedTo = (kit: OnlineKit) => kit.discord.sent.map((message) => message.message_reference?.message_id ?? "");

describe("a session that is disturbed in the middle of questions", () => {
  it.each<[string, (kit: OnlineKit) => void]>([
    ["a cut connection", (kit) => kit.discord.dropConnections()],
    ["Discord asking for a reconnect", (kit) => kit.discord.askToReconnect()],
    ["an invalid session that may resume", (kit) => kit.discord.invalidateSessions({ resumable: true })],
  ])(
    "answers each question once: %s",
    async (_name, disturb) => {
      const kit = await onlineKit();
      const members = Array.from({ length: 8 }, (_, index) => kit.discord.addMember(kit.guild, { name: `m${index}` }));
      const asked: string[] = [];
      const ask = (index: number) => asked.push(kit.ask(`question ${index}`, members[index]).id);
      for (let index = 0; index < 4; index += 1) ask(index);
      disturb(kit);
      for (let index = 4; index < 8; index += 1) ask(index);
      await Promise.all(asked.map((id) => kit.logged(id)));
      expect(repliedTo(kit).toSorted()).toEqual(asked.toSorted());
      expect(kit.inference.requests).toHaveLength(asked.length);
    },
    20_000,
  );

  it("says from when to when it saw nothing, where Discord forgot the session", async () => {
    const kit = await onlineKit();
    kit.discord.invalidateSessions();
    await kit.discord.waitForGateway("identified", { skip: 1, timeoutMs: 15_000 });
    await expect
      .poll(() => kit.engine.snapshot().notices.map(({ text }) => text))
      .toContainEqual(expect.stringMatching(/^The bot was offline from .* to .* UTC/));
  }, 20_000);

  it("tells the owner when the token stops being good, and stays up", async () => {
    const kit = await onlineKit();
    kit.discord.resetToken();
    await expect.poll(() => kit.engine.snapshot().status.state).toBe("failed");
    expect(kit.engine.snapshot().notices.map(({ text }) => text)).toContainEqual(
      expect.stringContaining("Discord does not accept the bot's token."),
    );
    expect(await kit.call("playground/reply", { text: "hello", understudyOnly: true })).toMatchObject({
      outcome: "understudied",
    });
  });
});

describe("a send that Discord holds up", () => {
  const holdUp = { method: "POST", path: /messages$/, status: 429, retryAfterMs: 3000 } as const;

  it("is called off by a stop", async () => {
    const kit = await onlineKit();
    kit.discord.failNext(holdUp);
    const question = kit.ask("hello");
    await kit.discord.waitForRequest(({ method, status }) => method === "POST" && status === 429);
    await kit.call("bot/stop");
    expect(await kit.logged(question.id)).toMatchObject({ outcome: "stopped", replyIds: [] });
    expect(kit.discord.sent).toEqual([]);
  });

  it("leaves its log entry when the engine closes meanwhile", async () => {
    const kit = await onlineKit();
    kit.discord.failNext(holdUp);
    const question = kit.ask("hello");
    await kit.discord.waitForRequest(({ method, status }) => method === "POST" && status === 429);
    const entry = kit.logged(question.id);
    await kit.engine.close();
    expect(await entry).toMatchObject({ outcome: "stopped" });
  });

  it("is sent once more when the answer to it was lost, and shows once", async () => {
    const kit = await onlineKit();
    kit.discord.failNext({ method: "POST", path: /messages$/, how: "lose-answer" });
    expect(await kit.logged(kit.ask("hello").id)).toMatchObject({ outcome: "answered" });
    expect(kit.discord.sent).toHaveLength(1);
  });
});
