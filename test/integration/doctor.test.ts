import { describe, expect, it } from "vitest";
import type { CheckProgress } from "../../src/shared/models.ts";
import { type EngineKitOptions, startKit } from "../support/engine-kit.ts";

const key = "hf_primary_key_of_no_value_aaaa";

/** What the doctor says, by the name of what it looked at. */
async function examined(kit: Awaited<ReturnType<typeof startKit>>) {
  const results = await kit.call("doctor/check");
  return new Map(results.map((result) => [result.name, result]));
}

const withLogins = (identifiesRemaining: number): EngineKitOptions => ({ discord: { identifiesRemaining } });

describe("the doctor's audit", () => {
  it("names what is too much: a permission that @everyone has, and Administrator", async () => {
    const kit = await startKit();
    const careless = kit.discord.createGuild({ name: "Careless", bot: ["Administrator"] });
    kit.discord.createTextChannel(careless, { name: "lobby" });
    const results = await examined(kit);
    expect(results.get('Server "Test server"')).toMatchObject({
      verdict: "warning",
      text: expect.stringContaining("Mention Everyone: all members could be pinged"),
    });
    expect(results.get('Server "Careless"')).toMatchObject({
      verdict: "warning",
      text: expect.stringContaining("Administrator: it allows everything"),
      mend: expect.stringContaining("Take Administrator from its role"),
    });
  });

  it("names what is missing in each channel, by its overwrites", async () => {
    const kit = await startKit();
    kit.discord.createTextChannel(kit.guild, {
      name: "rules",
      overwrites: [{ target: kit.guild.id, deny: ["SendMessages"] }],
    });
    kit.discord.setOverwrites(kit.channel, [{ target: kit.discord.botUser.id, deny: ["ReadMessageHistory"] }]);
    await kit.call("settings/set", { path: "profiles.0.answerChannelIds", value: [kit.channel.id] });
    const results = await examined(kit);
    expect(results.get('#general in "Test server"')).toMatchObject({
      verdict: "broken",
      text: expect.stringContaining("Without Read Message History no answer can be attached"),
    });
    expect(results.get('Channels of "Test server" without Send Messages')?.text).toContain("#rules");
  });

  it.each([
    [900, "fine"],
    [12, "warning"],
    [0, "broken"],
  ])("tells that of the day's log-ins %d are left: %s", async (remaining, verdict) => {
    const results = await examined(await startKit(withLogins(remaining)));
    expect(results.get("Log-ins")).toMatchObject({ verdict, text: expect.stringContaining(`${remaining} of 1000`) });
  });

  it.each([
    [1, undefined, "fine", "Discord recommends 1; one process serves up to 10."],
    [11, undefined, "warning", "Discord recommends 11, and one process serves 10 at most."],
    [11, "auto", "fine", "Discord recommends 11; each gets a process of its own."],
    [4, 2, "warning", "Discord recommends 4, and the bot is started with 2."],
  ] as const)(
    "tells that Discord recommends %d shards, to a bot on %s processes: %s",
    async (shards, processes, verdict, text) => {
      const found = (await examined(await startKit({ discord: { shards }, shards: processes }))).get("Shards");
      expect(found).toMatchObject({ verdict, text });
      if (verdict === "warning") expect(found?.mend).toContain("quipdeck serve --shards auto");
    },
  );

  it("counts the requests that Discord has refused", async () => {
    const kit = await startKit();
    await kit.call("bot/start");
    const before = Number.parseInt((await examined(kit)).get("Refused requests")?.text ?? "", 10);
    kit.discord.setOverwrites(kit.channel, [{ target: kit.discord.botUser.id, deny: ["SendMessages"] }]);
    await kit.logged(kit.ask("hello").id);
    expect((await examined(kit)).get("Refused requests")?.text).toBe(`${before + 1} of 10,000 in ten minutes.`);
  });
});

describe("requests that are refused outside a session", () => {
  it("count, too: of the doctor and of the slash commands", async () => {
    const kit = await startKit();
    const counted = async () => Number.parseInt((await examined(kit)).get("Refused requests")?.text ?? "", 10);
    kit.discord.failNext({ method: "GET", path: /@me\/guilds/, status: 403, code: 50001 });
    await kit.call("doctor/step", { step: "invite" });
    // discord.js counts for the whole process, which other tests have used as well.
    const ofDoctor = await counted();
    expect(ofDoctor).toBeGreaterThan(0);
    kit.discord.failNext({ method: "GET", path: /\/commands$/, status: 403, code: 50001 });
    await kit.call("bot/start");
    await expect
      .poll(() =>
        kit.engine
          .snapshot()
          .notices.map(({ text }) => text)
          .join(),
      )
      .toContain("slash commands");
    expect(await counted()).toBe(ofDoctor + 1);
  });
});

describe("the last log-ins of a day", () => {
  it("are not given to a moderator's reboot, who hears when to try again", async () => {
    const kit = await startKit(withLogins(40));
    const role = kit.discord.createRole(kit.guild, { name: "Mods", permissions: ["ManageMessages"] });
    const mod = kit.discord.addMember(kit.guild, { name: "mod", roles: [role] });
    await kit.call("bot/start");
    const reboot = kit.discord.post({ channelId: kit.channel.id, author: mod, content: "$reboot" });
    expect((await kit.logged(reboot.id)).response).toMatch(/^I cannot: Discord lets me log in .* <t:\d+:R>\.$/);
    expect(kit.discord.connectionCount).toBe(1);
  });
});

describe("a close code after which no log-in can help", () => {
  it.each([
    [4004, /token.*Reset Token/],
    [4010, /shard/],
    [4011, /too many servers/],
    [4012, /Update Quipdeck/],
    [4013, /Update Quipdeck/],
    [4014, /Message Content Intent.*Privileged Gateway Intents/],
  ])("%d ends the bot with an instruction, and no further log-in", async (code, instruction) => {
    const kit = await startKit();
    await kit.call("bot/start");
    kit.discord.dropConnections(code);
    await expect.poll(() => kit.engine.snapshot().status.state).toBe("failed");
    const { problem } = kit.engine.snapshot().status;
    expect(`${problem?.message} ${problem?.mend}`).toMatch(instruction);
    expect(kit.discord.gatewayEvents.filter(({ kind }) => kind === "identified")).toHaveLength(1);
  });
});

describe("the doctor", () => {
  it("finds nothing wrong where everything is set up, and shows a real answer", async () => {
    const kit = await startKit({ keys: { [key]: {} } });
    await kit.call("settings/set", { path: "profiles.0.answerChannelIds", value: [kit.channel.id] });
    const results = await kit.call("doctor/check");
    expect(results.map(({ name, verdict }) => `${name}: ${verdict}`)).toEqual([
      "Bot token: fine",
      "Log-ins: fine",
      "Shards: fine",
      "Refused requests: fine",
      "Message Content intent: fine",
      "Invitation: fine",
      // As on the real Discord, @everyone may ping everyone.
      'Server "Test server": warning',
      'Channels of "Test server": fine',
      'Key "Environment 1": fine',
      "Personas: fine",
      "Test reply: fine",
    ]);
    expect(results.at(-1)?.text).toMatch(/^The model answers: ".+"$/);
  });

  it("leaves out what needs the token while Discord refuses it, and goes on with the rest", async () => {
    const kit = await startKit();
    kit.discord.resetToken();
    const results = await kit.call("doctor/check");
    expect(results.map(({ name, verdict }) => `${name}: ${verdict}`)).toEqual([
      "Bot token: broken",
      "Keys: warning",
      "Personas: fine",
      "Test reply: fine",
    ]);
  });
});

describe("a look that takes its time", () => {
  it("tells what was found while the rest is waited for, and finds nothing more once it is called off", async () => {
    const kit = await startKit({ keys: { [key]: { always: "silent" } } });
    const told: CheckProgress[] = [];
    const panel = new AbortController();
    const onProgress = (progress: unknown) => told.push(progress as CheckProgress);
    const check = kit.call("doctor/check", undefined, { signal: panel.signal, onProgress });
    await expect.poll(() => told.at(-1)).toMatchObject({ looks: 8, waitingFor: ['Key "Environment 1"', "Test reply"] });
    expect(told.at(-1)?.results.map(({ name }) => name)).toEqual([
      "Bot token",
      "Log-ins",
      "Shards",
      "Refused requests",
      "Message Content intent",
      "Invitation",
      'Server "Test server"',
      'Channels of "Test server"',
      "Personas",
    ]);
    panel.abort();
    await expect(check).rejects.toThrow("It was cancelled.");
    await expect
      .poll(() => kit.inference.hangUps, { message: "the key's test and the test reply are given up" })
      .toBe(2);
    const { keys, status } = kit.engine.snapshot();
    expect(keys).toMatchObject([{ state: "ready" }]);
    expect(status.openFailures).toBe(0);
  });

  it.each([
    ["does not answer", { how: "hang" } as const],
    ["asks for patience", { status: 429, retryAfterMs: 60_000 }],
  ])("is over at once when it is called off while Discord %s", async (_case, fault) => {
    const kit = await startKit();
    kit.discord.failNext({ method: "GET", path: /@me\/guilds/, ...fault });
    const panel = new AbortController();
    const look = kit.call("doctor/step", { step: "invite" }, { signal: panel.signal });
    await kit.discord.waitForRequest(({ path }) => path.includes("@me/guilds"));
    panel.abort();
    await expect(look).rejects.toThrow("It was cancelled.");
  });
});

describe("a step of the setup", () => {
  it("says that nobody has invited the bot yet, and how that is done", async () => {
    const kit = await startKit();
    kit.discord.removeBotFrom(kit.guild);
    expect(await kit.call("doctor/step", { step: "invite" })).toMatchObject([
      { verdict: "broken", text: "The bot is in no server yet.", mend: expect.stringContaining("invite link") },
    ]);
    kit.discord.createGuild({ name: "Harbour" });
    expect(await kit.call("doctor/step", { step: "invite" })).toMatchObject([
      { verdict: "fine", text: 'The bot is in "Harbour".' },
    ]);
  });

  it("looks at a channel that the owner names, before it is an answer channel", async () => {
    const kit = await startKit();
    kit.discord.setOverwrites(kit.channel, [{ target: kit.discord.botUser.id, deny: ["SendMessages"] }]);
    expect(await kit.call("doctor/step", { step: "channel", channelId: kit.channel.id })).toMatchObject([
      {
        name: '#general in "Test server"',
        verdict: "broken",
        text: expect.stringContaining("Without Send Messages no answer can be sent."),
      },
    ]);
    const everywhere = await kit.call("doctor/step", { step: "channel" });
    expect(everywhere.map(({ name }) => name)).toContain('Channels of "Test server" without Send Messages');
  });

  it("says what kept the model from answering, though the understudy has", async () => {
    const kit = await startKit({ keys: { [key]: { always: "bad-request" } } });
    const [reply] = await kit.call("doctor/step", { step: "reply" });
    expect(reply).toMatchObject({ verdict: "warning", text: expect.stringMatching(/^The understudy answers/) });
    expect(reply?.mend).toContain("model");
  });

  it("tries a reply as Discord would get it, which counts as a request and leaves no failure behind", async () => {
    const kit = await startKit({
      keys: { [key]: { always: "bad-request" } },
      change: (settings) => {
        for (const profile of settings.profiles) profile.failureChannelId = "300000000000000001";
      },
    });
    await kit.call("doctor/step", { step: "reply" });
    await kit.call("playground/reply", { text: "hello" });
    expect(kit.inference.requests.map(({ body }) => body.stream)).toEqual([undefined, undefined]);
    const { keys, status } = kit.engine.snapshot();
    expect([keys[0]?.hour.requests, status.openFailures]).toEqual([2, 0]);
    expect(await kit.call("failures/groups", { withResolved: true })).toEqual([]);
  });

  it("names a persona that is gone", async () => {
    const kit = await startKit({
      change: (settings) => {
        for (const profile of settings.profiles) profile.personaId = "gone";
      },
    });
    expect(await kit.call("doctor/step", { step: "persona" })).toMatchObject([
      { verdict: "broken", text: 'The persona "gone" cannot be found.' },
    ]);
  });
});
