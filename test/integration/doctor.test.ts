import { describe, expect, it } from "vitest";
import { startKit } from "../support/engine-kit.ts";

const key = "hf_primary_key_of_no_value_aaaa";

describe("the doctor", () => {
  it("finds nothing wrong where everything is set up, and shows a real answer", async () => {
    const kit = await startKit({ keys: { [key]: {} } });
    await kit.call("settings/set", { path: "profiles.0.answerChannelIds", value: [kit.channel.id] });
    const results = await kit.call("doctor/check");
    expect(results.map(({ name, verdict }) => `${name}: ${verdict}`)).toEqual([
      "Bot token: fine",
      "Message Content intent: fine",
      "Invitation: fine",
      "#general: fine",
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
      { name: "#general", verdict: "broken", text: "The bot lacks Send Messages." },
    ]);
    expect(await kit.call("doctor/step", { step: "channel" })).toEqual([]);
  });

  it("says what kept the model from answering, though the understudy has", async () => {
    const kit = await startKit({ keys: { [key]: { always: "bad-request" } } });
    const [reply] = await kit.call("doctor/step", { step: "reply" });
    expect(reply).toMatchObject({ verdict: "warning", text: expect.stringMatching(/^The understudy answers/) });
    expect(reply?.mend).toContain("model");
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
