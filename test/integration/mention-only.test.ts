import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Profile } from "../../src/shared/settings.ts";
import { type EngineKitOptions, startKit } from "../support/engine-kit.ts";

const key = "hf_primary_key_of_no_value_aaaa";
const messageContent = 1 << 15;

async function onlineKit(change: Partial<Profile> = {}, discord: EngineKitOptions["discord"] = {}) {
  const kit = await startKit({
    keys: { [key]: {} },
    discord,
    change: (settings) => {
      for (const profile of settings.profiles) Object.assign(profile, change);
    },
  });
  await kit.call("bot/start");
  return kit;
}

type Kit = Awaited<ReturnType<typeof onlineKit>>;

const withoutIntent = { privilegedIntents: [] };

/** Whether the newest session asked for the privileged intent. */
function asksForContent({ discord }: Kit): boolean {
  const identified = discord.gatewayEvents.findLast(({ kind }) => kind === "identified");
  const { intents } = z.object({ intents: z.number() }).parse(identified?.data);
  return (intents & messageContent) !== 0;
}

describe("the Message Content intent", () => {
  it("is not asked for where nothing in the settings needs it or profits from it", async () => {
    expect(asksForContent(await onlineKit({ readBareCommands: false }))).toBe(false);
  });

  it.each<[string, Partial<Profile>]>([
    ["answer channels", { answerChannelIds: ["300000000000000001"], readBareCommands: false }],
    ["commands without a mention", { readBareCommands: true }],
    ["talk in the bot's own threads", { answerPlace: "thread-per-question", readBareCommands: false }],
  ])("is asked for where the application has it, for %s", async (_what, change) => {
    expect(asksForContent(await onlineKit(change))).toBe(true);
  });

  it("is asked for from the moment in which an answer channel needs it", async () => {
    const kit = await onlineKit({ readBareCommands: false });
    await kit.call("settings/set", { path: "profiles.0.answerChannelIds", value: [kit.channel.id] });
    await expect.poll(() => asksForContent(kit), { timeout: 15_000 }).toBe(true);
  });
});

describe("without the intent", () => {
  it("mentions, replies, asides and commands with a mention work", async () => {
    const kit = await onlineKit({}, withoutIntent);
    expect(asksForContent(kit)).toBe(false);
    const answered = await kit.logged(kit.ask("what is this?").id);
    expect(answered).toMatchObject({ outcome: "answered", sanitized: "what is this?" });
    const [replyId = ""] = answered.replyIds;
    const reply = { channelId: kit.channel.id, author: kit.ann, content: "and that?", replyTo: { id: replyId } };
    expect(await kit.logged(kit.discord.post(reply).id)).toMatchObject({ outcome: "answered", sanitized: "and that?" });
    expect(await kit.logged(kit.ask("$ignore this").id)).toMatchObject({ outcome: "ignored-by-marker" });
    expect(await kit.logged(kit.ask("$help").id)).toMatchObject({ outcome: "command" });
  });

  it("a reply with its ping off comes without its text, which the outcome says", async () => {
    const kit = await onlineKit({}, withoutIntent);
    const answered = await kit.logged(kit.ask("what is this?").id);
    const silent = kit.discord.post({
      channelId: kit.channel.id,
      author: kit.ann,
      content: "and that?",
      replyTo: { id: answered.replyIds[0] ?? "" },
      pingReply: false,
    });
    expect(await kit.logged(silent.id)).toMatchObject({ outcome: "withheld", content: "" });
    expect(kit.inference.requests).toHaveLength(1);
  });
});
