import { describe, expect, it, onTestFinished } from "vitest";
import type { AnswerPlace, Settings } from "../../src/shared/settings.ts";
import { start } from "../support/command-line.ts";
import { startKit } from "../support/engine-kit.ts";
import { startFakeDiscord } from "../support/fake-discord.ts";
import { FakeInference } from "../support/fake-inference.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const key = "hf_primary_key_of_no_value_aaaa";

async function onlineKit(change: (settings: Settings) => void = () => undefined) {
  const kit = await startKit({ keys: { [key]: {} }, change });
  await kit.call("bot/start");
  return kit;
}

type Kit = Awaited<ReturnType<typeof onlineKit>>;

const repliedTo = (kit: Kit) => kit.discord.sent.map((message) => message.message_reference?.message_id);
const notices = (kit: Kit) => kit.engine.snapshot().notices.map(({ text }) => text);

async function restarted(kit: Kit): Promise<Kit> {
  const next = await kit.restart();
  await next.call("bot/start");
  return next;
}

describe("questions that were asked while the bot was away", () => {
  it("are answered after a restart, each once and in their order, and the owner is told", async () => {
    const first = await onlineKit();
    const before = first.ask("before");
    await first.logged(before.id);
    await first.call("bot/stop");
    const ben = first.discord.addMember(first.guild, { name: "ben" });
    const missed = [first.ask("one"), first.ask("two", ben)].map(({ id }) => id);
    first.discord.post({ channelId: first.channel.id, author: ben, content: "talk among members" });
    first.discord.post({
      channelId: first.channel.id,
      author: ben,
      content: "$stop",
      mentions: [first.discord.botUser],
    });

    const second = await restarted(first);
    for (const id of missed) expect(await second.logged(id)).toMatchObject({ outcome: "answered" });
    expect(repliedTo(second)).toEqual([before.id, ...missed]);
    expect(notices(second)).toContain("2 questions that were asked while the bot was away are answered now.");

    const third = await restarted(second);
    const after = third.ask("after");
    await third.logged(after.id);
    expect(repliedTo(third)).toEqual([before.id, ...missed, after.id]);
  });

  it("are answered after a session that Discord forgot", async () => {
    const kit = await onlineKit();
    kit.discord.invalidateSessions();
    const missed = kit.ask("did you hear me?");
    expect(await kit.logged(missed.id)).toMatchObject({ outcome: "answered" });
    expect(repliedTo(kit)).toEqual([missed.id]);
    expect(notices(kit)).toContainEqual(expect.stringMatching(/Questions of the last 5 minutes are looked for now\.$/));
  }, 20_000);

  it("are answered, though a stop had ended them half-way", async () => {
    const kit = await onlineKit();
    kit.discord.failNext({ method: "POST", path: /messages$/, status: 429, retryAfterMs: 3000 });
    const question = kit.ask("hello");
    await kit.discord.waitForRequest(({ method, status }) => method === "POST" && status === 429);
    await kit.call("bot/stop");
    await kit.logged(question.id, "stopped");
    await kit.call("bot/start");
    expect(await kit.logged(question.id, "answered")).toMatchObject({ replyIds: [expect.any(String)] });
    expect(repliedTo(kit)).toEqual([question.id]);
  });

  it("are not answered again, though the log knows nothing of the answer that the channel shows", async () => {
    const first = await onlineKit();
    const question = first.ask("hello");
    await first.logged(question.id);
    await first.call("log/forget-member", { authorId: first.ann.id });
    const second = await restarted(first);
    await second.logged(second.ask("and now?").id);
    expect(repliedTo(second).filter((id) => id === question.id)).toHaveLength(1);
  });

  it.each<AnswerPlace>(["thread-per-question", "thread-per-member-day"])(
    "are not answered again where only a thread shows the answer (%s), and talk in it is answered late, too",
    async (answerPlace) => {
      const first = await onlineKit(({ profiles }) => {
        for (const profile of profiles) Object.assign(profile, { answerPlace });
      });
      const answered = [first.ask("one"), first.ask("two")];
      for (const { id } of answered) await first.logged(id);
      const threadId = first.discord.sent[0]?.channelId ?? "";
      await first.call("log/forget-member", { authorId: first.ann.id });
      await first.call("bot/stop");
      const missed = first.discord.post({ channelId: threadId, author: first.ann, content: "and three?" });
      const second = await restarted(first);
      expect(await second.logged(missed.id)).toMatchObject({ outcome: "answered" });
      expect(second.discord.sent).toHaveLength(3);
    },
  );

  it("stay unanswered where the owner wants none looked for, and where the bot may not read the past", async () => {
    const off = await onlineKit(({ behaviour }) => Object.assign(behaviour, { catchUpMinutes: 0 }));
    await off.call("bot/stop");
    off.ask("anybody?");
    const hidden = await onlineKit();
    await hidden.call("bot/stop");
    const { channel, discord } = hidden;
    discord.setOverwrites(channel, [{ target: discord.botUser.id, deny: ["ReadMessageHistory"] }]);
    hidden.ask("anybody?");
    for (const kit of [off, hidden]) {
      await kit.call("bot/start");
      const posted = kit.discord.post({ channelId: kit.channel.id, author: kit.ann, content: "talk" });
      await kit.logged(posted.id);
      const isHistory = ({ method, path }: { method: string; path: string }) =>
        method === "GET" && /\/messages\?/.test(path);
      expect(kit.discord.requests.filter(isHistory)).toEqual([]);
      expect(kit.discord.sent).toEqual([]);
    }
  });

  it("are answered once, though the host was killed in the middle of an answer", async () => {
    const discord = await startFakeDiscord();
    onTestFinished(() => discord.close());
    const inference = await FakeInference.start({ keys: { [key]: { delayMs: 1500 } } });
    onTestFinished(() => inference.close());
    const guild = discord.createGuild();
    const channel = discord.createTextChannel(guild, { name: "general" });
    const ask = (name: string) => {
      const author = discord.addMember(guild, { name });
      return discord.post({ channelId: channel.id, author, content: "hello", mentions: [discord.botUser] }).id;
    };
    const environment = {
      QUIPDECK_HOME: temporaryFolder(),
      QUIPDECK_PORT: "0",
      QUIPDECK_AUTOSTART: "1",
      QUIPDECK_DISCORD_TOKEN: discord.token,
      QUIPDECK_DISCORD_API: discord.restBase,
      QUIPDECK_HF_KEYS: key,
      QUIPDECK_HF_ENDPOINT: inference.url,
    };
    const killed = start(["serve"], environment);
    await discord.waitForGateway("identified", { timeoutMs: 10_000 });
    const answered = ask("ann");
    await discord.waitForSent(1, 10_000);
    const cutShort = ask("ben");
    await expect.poll(() => inference.requests.length, { timeout: 5000 }).toBe(2);
    killed.process.kill("SIGKILL");
    await killed.finished;
    start(["serve"], environment);
    await discord.waitForSent(2, 15_000);
    const last = ask("cat");
    await discord.waitForSent(({ message_reference }) => message_reference?.message_id === last, 10_000);
    expect(discord.sent.map(({ message_reference }) => message_reference?.message_id)).toEqual([
      answered,
      cutShort,
      last,
    ]);
  }, 40_000);
});
