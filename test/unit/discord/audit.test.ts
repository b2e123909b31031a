import { describe, expect, it } from "vitest";
import { auditChannel, auditServers, type ServerFacts } from "../../../src/engine/discord/audit.ts";
import { administratorBit, manageMessagesBit, permissionBits } from "../../../src/engine/discord/permissions.ts";
import { type Profile, profileSchema } from "../../../src/shared/settings.ts";

const answerChannel = "300000000000000007";
const { "View Channel": view, "Send Messages": send, "Read Message History": history } = permissionBits;
const enough = view | send | history;
const mentionEveryone = 1n << 17n;

const profile = (change: Partial<Profile> = {}) => ({ ...profileSchema.parse({ id: "a", name: "A" }), ...change });

function server(held: bigint, ...channels: [name: string, held: bigint, id?: string][]): ServerFacts {
  return {
    name: "Home",
    held,
    channels: channels.map(([name, bits, id], index) => ({ id: id ?? `30000000000000010${index}`, name, held: bits })),
  };
}

describe("what is too much", () => {
  it("is nothing for a bot with the least", () => {
    expect(auditServers([server(enough, ["general", enough])], profile())).toEqual([
      { name: 'Server "Home"', verdict: "fine", text: "The bot holds nothing that it should not have.", mend: "" },
      { name: 'Channels of "Home"', verdict: "fine", text: "The bot can answer in 1 of them.", mend: "" },
    ]);
  });

  it("is Administrator above all, with the reason and the mend", () => {
    const [found] = auditServers([server(administratorBit | mentionEveryone, ["general", ~0n])], profile());
    expect(found).toEqual({
      name: 'Server "Home"',
      verdict: "warning",
      text: "The bot may do too much. Administrator: it allows everything, and no channel can be closed to it.",
      mend: "Take Administrator from its role, or from @everyone: it needs View Channel, Send Messages, Read Message History, no more.",
    });
  });

  it("is each managing permission and Mention Everyone, with a sentence each", () => {
    const [found] = auditServers([server(enough | manageMessagesBit | mentionEveryone)], profile());
    expect(found?.text).toBe(
      "The bot may do too much. Manage Messages: everybody's messages could be deleted. Mention Everyone: all members could be pinged at once, though Quipdeck never does.",
    );
  });

  it("is named for the channel where only the channel grants it", () => {
    const results = auditServers([server(enough, ["general", enough | manageMessagesBit])], profile());
    expect(results).toContainEqual(
      expect.objectContaining({
        name: '#general in "Home" (too much)',
        text: expect.stringContaining("Manage Messages"),
      }),
    );
  });
});

describe("what is missing", () => {
  it("breaks an answer channel, with what each lack means", () => {
    const answering = profile({ answerChannelIds: [answerChannel] });
    expect(auditServers([server(enough, ["pier", view, answerChannel])], answering)).toContainEqual({
      name: '#pier in "Home"',
      verdict: "broken",
      text: "The bot is to answer everything here, and cannot. Without Send Messages no answer can be sent. Without Read Message History no answer can be attached to its question.",
      mend: "Give these permissions to the bot's role in this channel.",
    });
  });

  it("is told once for all other channels that lack the same", () => {
    const facts = server(enough, ["general", enough], ["rules", view | history], ["news", view | history]);
    const results = auditServers([facts], profile());
    expect(results.filter(({ name }) => name.includes("without"))).toEqual([
      expect.objectContaining({
        name: 'Channels of "Home" without Send Messages',
        verdict: "warning",
        text: "Whoever calls the bot in #rules, #news gets no answer. Without Send Messages no answer can be sent.",
      }),
    ]);
  });

  it("is no trouble where the bot sees nothing or is told to ignore", () => {
    const facts = server(enough, ["general", enough], ["staff", 0n], ["rules", view, answerChannel]);
    const results = auditServers([facts], profile({ ignoredChannelIds: [answerChannel] }));
    expect(results.map(({ verdict }) => verdict)).toEqual(["fine", "fine"]);
    expect(results[1]?.text).toBe("The bot can answer in 1 of them. 1 is hidden from it, where it stays silent.");
  });

  it("follows the features: threads need two permissions more", () => {
    const results = auditServers(
      [server(enough, ["general", enough])],
      profile({ answerPlace: "thread-per-question" }),
    );
    expect(results.at(-1)?.name).toBe('Channels of "Home" without Create Public Threads, Send Messages in Threads');
  });

  it("is an answer channel that none of the servers has", () => {
    const answering = profile({ answerChannelIds: [answerChannel] });
    expect(auditServers([server(enough)], answering).at(-1)).toMatchObject({
      name: `Channel ${answerChannel}`,
      verdict: "broken",
    });
    expect(auditServers([], answering)).toMatchObject([{ name: `Channel ${answerChannel}`, verdict: "broken" }]);
  });
});

describe("one channel by itself", () => {
  const home = server(enough, ["general", enough, answerChannel], ["rules", view]);

  it("is fine where the bot holds what it needs, and says what is too much", () => {
    expect(auditChannel([home], answerChannel, profile())).toEqual([
      {
        name: '#general in "Home"',
        verdict: "fine",
        text: "The bot holds View Channel, Send Messages, Read Message History.",
        mend: "",
      },
    ]);
    const careless = server(enough, ["general", enough | mentionEveryone, answerChannel]);
    expect(auditChannel([careless], answerChannel, profile()).map(({ verdict }) => verdict)).toEqual([
      "fine",
      "warning",
    ]);
  });

  it("is broken where a permission is missing, and where the bot does not see it", () => {
    const rules = home.channels.find(({ name }) => name === "rules")?.id ?? "";
    expect(auditChannel([home], rules, profile())).toMatchObject([{ name: '#rules in "Home"', verdict: "broken" }]);
    expect(auditChannel([home], "300000000000000999", profile())).toMatchObject([{ verdict: "broken" }]);
  });
});
