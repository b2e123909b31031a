import { describe, expect, it } from "vitest";
import { startKit } from "../support/engine-kit.ts";
import { completion } from "../support/fake-inference/replies.ts";

const primary = "hf_primary_key_of_no_value_aaaa";
const spare = "hf_spare_key_of_no_value_bbbb";

describe("a question in Discord", () => {
  it("gets the model's answer as a reply that pings nobody, and a log entry with its whole way", async () => {
    const kit = await startKit({ keys: { [primary]: { script: ["answer"] } } });
    await kit.call("bot/start");
    const question = kit.ask("how are you? 😀 <:tags:1>");
    const sent = await kit.discord.waitForSent(() => true);
    expect(sent.message_reference?.message_id).toBe(question.id);
    expect(sent.pinged).toEqual({ everyone: false, users: [], roles: [], repliedUser: false });
    const entry = await kit.logged(question.id);
    expect(entry).toMatchObject({
      outcome: "answered",
      author: "Ann",
      channelName: "general",
      sanitized: "how are you?",
      response: sent.content,
      responder: "model",
      keyLabel: "Environment 1",
      replyIds: [sent.id],
      attempts: [{ status: 200, verdict: "ok" }],
    });
    expect(entry.stages.map(({ stage }) => stage)).toEqual([
      "gate",
      "sanitize",
      "queue",
      "context",
      "respond",
      "clean",
      "split",
      "reply",
    ]);
    const asked = kit.inference.requests[0]?.body.messages?.at(-1);
    expect(asked).toEqual({ role: "user", content: "how are you?" });
  });

  it("costs no request when nothing is left of it", async () => {
    const kit = await startKit({ keys: { [primary]: {} } });
    await kit.call("bot/start");
    const entry = await kit.logged(kit.ask("😀😀").id);
    expect(entry).toMatchObject({ outcome: "nothing-left", sanitized: "" });
    expect(kit.inference.requests).toEqual([]);
    expect(kit.discord.sent).toEqual([]);
  });

  it("is answered by the next key when the first one is refused, within the same question", async () => {
    const kit = await startKit({ keys: { [primary]: { always: "depleted" }, [spare]: {} } });
    await kit.call("bot/start");
    const entry = await kit.logged(kit.ask("hello there").id);
    expect(entry).toMatchObject({ outcome: "answered", keyLabel: "Environment 2" });
    expect(entry.attempts).toMatchObject([
      { keyLabel: "Environment 1", status: 402, verdict: "spent" },
      { keyLabel: "Environment 2", status: 200, verdict: "ok" },
    ]);
    const [first, second] = kit.engine.snapshot().keys;
    expect(first).toMatchObject({ state: "spent", active: false });
    expect(second).toMatchObject({ state: "ready", active: true });
    expect(kit.engine.snapshot().notices.map(({ text }) => text)).toContainEqual(
      expect.stringContaining('"Environment 2" answers now, after "Environment 1".'),
    );
  });

  it("is answered by the understudy when there is no key at all", async () => {
    const kit = await startKit();
    await kit.call("bot/start");
    const entry = await kit.logged(kit.ask("hello there").id);
    expect(entry).toMatchObject({ outcome: "understudied", responder: "understudy", failureId: null });
    expect(kit.discord.sent.map(({ content }) => content)).toEqual([entry.response]);
  });

  it("is told when the bot is back, where the owner wants that instead", async () => {
    const kit = await startKit({
      keys: { [primary]: { always: "depleted" } },
      change: (settings) => {
        settings.inference.whenResting = "announce";
      },
    });
    await kit.call("bot/start");
    const entry = await kit.logged(kit.ask("hello there").id);
    expect(entry.outcome).toBe("resting");
    expect(entry.response).toMatch(/<t:\d+:R>/);
  });

  it("leaves a failure with everything that might reveal its cause when the reply is refused", async () => {
    const kit = await startKit({ keys: { [primary]: {} } });
    kit.discord.setOverwrites(kit.channel, [{ target: kit.discord.botUser.id, deny: ["ReadMessageHistory"] }]);
    await kit.call("bot/start");
    const entry = await kit.logged(kit.ask("can you hear me?").id);
    expect(entry.outcome).toBe("no-permission");
    const [failure] = await kit.call("failures/list", {});
    expect(failure).toMatchObject({
      id: entry.failureId,
      stage: "reply",
      cause: "reply/discord-160002",
      channelName: "general",
      messageId: entry.messageId,
      content: expect.stringContaining("can you hear me?"),
      response: entry.response,
      status: 403,
      mend: expect.stringContaining("Read Message History"),
      keyLabel: "Environment 1",
    });
    expect(entry.response).not.toBe("");
  });

  it("never shows a key or a provider's text, whatever the service says", async () => {
    const kit = await startKit({
      keys: { [primary]: { always: "no-permission" }, [spare]: { always: "broken" } },
      change: (settings) => {
        settings.inference.maxAttempts = 2;
      },
    });
    await kit.call("bot/start");
    const entry = await kit.logged(kit.ask(`is ${primary} a secret?`).id);
    expect(entry.outcome).toBe("understudied");
    const shown = JSON.stringify([
      kit.engine.snapshot(),
      kit.events,
      kit.discord.sent,
      await kit.call("failures/list", {}),
    ]);
    for (const secret of [primary, spare, kit.discord.token, "secret-account", "Internal Server Error"]) {
      expect(shown).not.toContain(secret);
    }
  });
});

describe("an answer", () => {
  it("holds no key, though the service echoes what it was sent", async () => {
    const echo = completion("x", "some/model", `You sent me: Authorization: Bearer ${primary}`, 10);
    const kit = await startKit({
      keys: { [primary]: { always: echo } },
      change: (settings) => {
        settings.memory.turns = 2;
      },
    });
    await kit.call("bot/start");
    const entry = await kit.logged(kit.ask("what did I send?").id);
    expect(entry).toMatchObject({ outcome: "answered", response: expect.stringContaining("[secret removed]") });
    expect(kit.discord.sent.map(({ content }) => content)).toEqual([entry.response]);
    const { reply, parts } = await kit.call("playground/reply", { text: "and now?" });
    expect(JSON.stringify([reply, parts, kit.inference.requests.at(-1)?.body])).not.toContain(primary);
  });

  it("of a service that knows no limit does not flood the channel", async () => {
    const endless = completion("x", "some/model", "and so on ".repeat(100_000), 10);
    const kit = await startKit({ keys: { [primary]: { always: endless } } });
    await kit.call("bot/start");
    const entry = await kit.logged(kit.ask("tell me everything").id);
    expect(entry.replyIds).toHaveLength(5);
    expect(kit.discord.sent.at(-1)?.content).toMatch(/…$/);
  }, 20_000);
});

describe("what is not for the bot", () => {
  it("is logged without its text when it was not said to the bot", async () => {
    const kit = await startKit();
    await kit.call("bot/start");
    const posted = kit.discord.post({ channelId: kit.channel.id, author: kit.ann, content: "private talk" });
    expect(await kit.logged(posted.id)).toMatchObject({ outcome: "not-addressed", content: "" });
  });

  it("gets no answer when it is an aside", async () => {
    const kit = await startKit({ keys: { [primary]: {} } });
    await kit.call("bot/start");
    expect(await kit.logged(kit.ask("$ignore only a test").id)).toMatchObject({ outcome: "ignored-by-marker" });
    expect(kit.inference.requests).toEqual([]);
  });

  it("gets no answer when it comes from another bot, though it mentions this one", async () => {
    const kit = await startKit({ keys: { [primary]: {} } });
    await kit.call("bot/start");
    const other = kit.discord.addMember(kit.guild, { name: "other-bot", bot: true });
    const posted = kit.discord.post({
      channelId: kit.channel.id,
      author: other,
      content: "hello",
      mentions: [kit.discord.botUser],
    });
    expect(await kit.logged(posted.id)).toMatchObject({ outcome: "from-bot" });
  });
});

describe("moderators", () => {
  async function kitWithModerator() {
    const kit = await startKit({ keys: { [primary]: {} } });
    const role = kit.discord.createRole(kit.guild, { name: "Mods", permissions: ["ManageMessages"] });
    const mod = kit.discord.addMember(kit.guild, { name: "mod", roles: [role] });
    const say = (content: string, author = mod) => kit.discord.post({ channelId: kit.channel.id, author, content });
    await kit.call("bot/start");
    return { ...kit, say };
  }

  it("pause and wake the bot in their server", async () => {
    const kit = await kitWithModerator();
    expect(await kit.logged(kit.say("$stop").id)).toMatchObject({ outcome: "command" });
    expect(kit.engine.snapshot().status.pausedGuildIds).toEqual([kit.guild.id]);
    expect(await kit.logged(kit.ask("anybody there?").id)).toMatchObject({ outcome: "paused" });
    await kit.logged(kit.say("$start").id);
    expect(await kit.logged(kit.ask("and now?").id)).toMatchObject({ outcome: "answered" });
  });

  it("are told how things stand", async () => {
    const kit = await kitWithModerator();
    const entry = await kit.logged(kit.say("$status").id);
    expect(entry.response).toMatch(/^Awake; online for 0 min; 1 of 1 keys ready/);
  });

  it("reboot the bot, which comes back with a session of its own", async () => {
    const kit = await kitWithModerator();
    const entry = await kit.logged(kit.say("$reboot").id);
    expect(entry.response).toBe("Rebooting. I am back in a moment.");
    const tooSoon = await kit.logged(kit.say("$reboot").id);
    expect(tooSoon.response).toMatch(/^I was rebooted just now\. Try again in 1\d\d s\.$/);
    await kit.discord.waitForGateway("identified", { skip: 1, timeoutMs: 15_000 });
    await expect.poll(() => kit.engine.snapshot().status.state).toBe("online");
    expect(await kit.logged(kit.ask("back again?").id)).toMatchObject({ outcome: "answered" });
  }, 20_000);

  it("are obeyed, and nobody else", async () => {
    const kit = await kitWithModerator();
    const entry = await kit.logged(kit.say("$stop", kit.ann).id);
    expect(entry).toMatchObject({ outcome: "command", response: "Only moderators can do that." });
    expect(kit.engine.snapshot().status.pausedGuildIds).toEqual([]);
    expect(await kit.logged(kit.say("$status", kit.ann).id)).toMatchObject({ outcome: "command", replyIds: [] });
    expect(kit.discord.sent).toHaveLength(1);
  });
});

describe("starting", () => {
  it("says what to do about a token that Discord does not accept, and the engine stays up", async () => {
    const kit = await startKit();
    kit.discord.resetToken();
    await expect(kit.call("bot/start")).rejects.toThrow(/does not accept the bot's token\..*Reset Token/);
    expect(kit.engine.snapshot().status).toMatchObject({ state: "failed", problem: { code: "discord" } });
    expect(await kit.call("playground/reply", { text: "hello" })).toMatchObject({ outcome: "understudied" });
  });

  it("says where to switch the Message Content intent on when the answer channels need it", async () => {
    const kit = await startKit({
      discord: { privilegedIntents: [] },
      change: (settings) => {
        for (const profile of settings.profiles) profile.answerChannelIds = ["300000000000000001"];
      },
    });
    await expect(kit.call("bot/start")).rejects.toThrow(/Message Content Intent.*Privileged Gateway Intents/);
  });

  it("makes do with the least where Discord does not tell what the application may", async () => {
    const kit = await startKit({ keys: { [primary]: {} } });
    kit.discord.failNext({ method: "GET", path: /applications/, status: 404 });
    await kit.call("bot/start");
    expect(await kit.logged(kit.ask("can you hear me?").id)).toMatchObject({ outcome: "answered" });
  });

  it("needs no privileged intent for mentions and replies", async () => {
    const kit = await startKit({ keys: { [primary]: {} }, discord: { privilegedIntents: [] } });
    await kit.call("bot/start");
    const entry = await kit.logged(kit.ask("can you hear me?").id);
    expect(entry).toMatchObject({ outcome: "answered", sanitized: "can you hear me?" });
    const reply = kit.discord.post({
      channelId: kit.channel.id,
      author: kit.ann,
      content: "and this?",
      replyTo: { id: entry.replyIds[0] ?? "" },
    });
    expect(await kit.logged(reply.id)).toMatchObject({ outcome: "answered", sanitized: "and this?" });
  });
});

describe("a persona", () => {
  const saved = { ...drafted(), id: "keeper", name: "Keeper", instructions: "You guard the vault." };
  const systemPrompts = (kit: Awaited<ReturnType<typeof startKit>>) =>
    kit.inference.requests.map(({ body }) => body.messages?.[0]?.content);

  it("of a channel plays there and in its threads, from the moment it is saved and chosen", async () => {
    const kit = await startKit({ keys: { [primary]: {} } });
    await kit.call("personas/save", { persona: saved });
    await kit.call("settings/set", { path: "profiles.0.channelPersonas", value: { [kit.channel.id]: "keeper" } });
    expect(kit.events.filter(({ type }) => type === "personas")).not.toEqual([]);
    await kit.call("bot/start");
    await kit.logged(kit.ask("hello there").id);
    const elsewhere = kit.discord.createTextChannel(kit.guild, { name: "elsewhere" });
    const mentions = [kit.discord.botUser];
    const line = { channelId: elsewhere.id, author: kit.ann, content: "hello there", mentions };
    await kit.logged(kit.discord.post(line).id);
    const [inChannel, outside] = systemPrompts(kit);
    expect(inChannel).toMatch(/^You are Keeper\.\n\nYou guard the vault\./);
    expect(outside).toMatch(/^You are Marlow\./);
  });

  it("is tried out as a draft that nobody has saved", async () => {
    const kit = await startKit({ keys: { [primary]: {} } });
    await kit.call("playground/ask", { text: "hello", persona: drafted() });
    expect(systemPrompts(kit)).toEqual([expect.stringMatching(/^You are Draft\./)]);
    const inDraft = { text: "hello", persona: drafted() };
    const alone = await kit.call("playground/ask", { ...inDraft, understudyOnly: true });
    expect(alone).toMatchObject({ outcome: "understudied", reply: "Glow." });
    expect(kit.engine.snapshot().personas.map(({ id }) => id)).not.toContain("draft");
  });
});

function drafted() {
  return {
    id: "draft",
    name: "Draft",
    description: "A draft.",
    instructions: "Be brief.",
    examples: [{ question: "hello", answer: "Glow." }],
    fallbacks: ["Hm."],
  };
}

describe("the playground", () => {
  it("shows each stage without Discord, and leaves no log entry", async () => {
    const kit = await startKit({ keys: { [primary]: {} } });
    const reply = await kit.call("playground/reply", { text: "hello 👋 there" });
    expect(reply).toMatchObject({ sanitized: "hello there", outcome: "answered", responder: "model" });
    expect(reply.stages.map(({ stage }) => stage)).toEqual([
      "sanitize",
      "context",
      "respond",
      "clean",
      "split",
      "reply",
    ]);
    expect(kit.engine.snapshot().log).toEqual([]);
    expect(kit.discord.sent).toEqual([]);
  });

  it("can ask the understudy alone", async () => {
    const kit = await startKit({ keys: { [primary]: {} } });
    const reply = await kit.call("playground/reply", { text: "hello", understudyOnly: true });
    expect(reply).toMatchObject({ outcome: "understudied", responder: "understudy" });
    expect(kit.inference.requests).toEqual([]);
  });

  it("says what went wrong, and its mend", async () => {
    const kit = await startKit({ keys: { [primary]: { always: "bad-request" } } });
    const reply = await kit.call("playground/reply", { text: "hello" });
    expect(reply.failure).toMatchObject({ message: expect.any(String), mend: expect.stringContaining("model") });
  });
});
