import { describe, expect, it } from "vitest";
import { type EngineKitOptions, startKit } from "../support/engine-kit.ts";

/** What the doctor says, by the name of what it looked at. */
async function examined(kit: Awaited<ReturnType<typeof startKit>>) {
  const results = await kit.call("doctor/check");
  return new Map(results.map((result) => [result.name, result]));
}

const withLogins = (identifiesRemaining: number): EngineKitOptions => ({ discord: { identifiesRemaining } });

describe("the doctor", () => {
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

  it("counts the requests that Discord has refused", async () => {
    const kit = await startKit();
    await kit.call("bot/start");
    const before = Number.parseInt((await examined(kit)).get("Refused requests")?.text ?? "", 10);
    kit.discord.setOverwrites(kit.channel, [{ target: kit.discord.botUser.id, deny: ["SendMessages"] }]);
    await kit.logged(kit.ask("hello").id);
    expect((await examined(kit)).get("Refused requests")?.text).toBe(`${before + 1} of 10,000 in ten minutes.`);
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
