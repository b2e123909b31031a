import { describe, expect, it } from "vitest";
import { createMemory } from "../../../src/engine/conversation/memory.ts";
import { beginTurn, type IncomingMessage } from "../../../src/engine/conversation/turn.ts";
import { MemoryStore } from "../../../src/engine/storage/memory-store.ts";
import { defaultSettings, type Settings } from "../../../src/shared/settings.ts";
import { incoming, recordingDelivery } from "../../support/messages.ts";
import { openTestDatabase } from "../../support/test-database.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

function benchOf(change: Partial<Settings["memory"]>) {
  const clock = new VirtualClock();
  const settings = { ...defaultSettings().memory, ...change };
  const redact = (text: string) => text.replaceAll("hf_secret", "[secret removed]");
  const store = new MemoryStore(openTestDatabase().database);
  const threads = new Map<string, string>();
  const memory = createMemory({ clock, store, settings: () => settings, redact });
  let personaId = "lamp";
  /** A question that was answered with the message `re-<question>`. */
  function answered(question: string, about: Partial<IncomingMessage> = {}, answer = `${question}!`): void {
    const turn = beginTurn(incoming(about), recordingDelivery(), clock.now(), 0);
    Object.assign(turn, { sanitized: question, response: answer, replyIds: [`re-${question}`] });
    turn.replyChannelIds.push(threads.get(turn.message.messageId) ?? turn.message.channelId);
    memory.remember(turn, personaId);
  }
  const recalled = (about: Partial<IncomingMessage> = {}) =>
    memory.recall(incoming(about), personaId).map(({ question }) => question);
  const play = (id: string) => {
    personaId = id;
  };
  return { clock, settings, memory, answered, recalled, threads, play };
}

const ben = { authorId: "500000000000000002" };
const games = { channelId: "300000000000000002" };

describe("the memory", () => {
  it("is off until the owner wants it, and then holds nothing of before", () => {
    const { settings, answered, recalled } = benchOf({});
    answered("a");
    expect(recalled()).toEqual([]);
    settings.turns = 5;
    expect(recalled()).toEqual([]);
  });

  it("of a channel holds what everybody said there, and nothing of another", () => {
    const { answered, recalled } = benchOf({ turns: 5, scope: "channel" });
    answered("a");
    answered("b", ben);
    expect(recalled()).toEqual(["a", "b"]);
    expect(recalled(games)).toEqual([]);
  });

  it("of a member follows them through the server, and holds nobody else's words", () => {
    const { answered, recalled } = benchOf({ turns: 5, scope: "member" });
    answered("a");
    answered("b", ben);
    expect(recalled(games)).toEqual(["a"]);
    expect(recalled({ guildId: "400000000000000002" })).toEqual([]);
  });

  it("of a reply chain begins anew with each message that is no reply", () => {
    const { answered, recalled } = benchOf({ turns: 5, scope: "reply-chain" });
    answered("a");
    answered("b", { repliesToId: "re-a" });
    expect(recalled({ repliesToId: "re-b", ...ben })).toEqual(["a", "b"]);
    expect(recalled()).toEqual([]);
  });

  it.each(["channel", "member", "reply-chain"] as const)("by %s is each persona's own", (scope) => {
    const { answered, recalled, play } = benchOf({ turns: 5, scope });
    answered("a");
    play("kettle");
    expect(recalled({ repliesToId: "re-a" })).toEqual([]);
    answered("b", { repliesToId: "re-a" });
    expect(recalled({ repliesToId: "re-b" })).toEqual(["b"]);
    play("lamp");
    answered("c", { repliesToId: "re-b" });
    expect(recalled({ repliesToId: "re-a" })).toEqual(scope === "reply-chain" ? ["a"] : ["a", "c"]);
  });

  it.each(["channel", "reply-chain"] as const)(
    "by %s goes on in a thread of the bot's with what was answered there",
    (scope) => {
      const { answered, recalled, threads } = benchOf({ turns: 5, scope });
      const thread = { channelId: "1", parentChannelId: incoming().channelId, isInOwnThread: true };
      threads.set("1", "1").set("3", "1");
      answered("a", { messageId: "1" });
      answered("b", { messageId: "2" });
      answered("c", { ...thread, ...ben });
      answered("d", { messageId: "3" });
      expect(recalled(thread)).toEqual(["a", "c", "d"]);
      expect(recalled()).toEqual(scope === "channel" ? ["a", "b", "d"] : []);
    },
  );

  it("keeps to the last turns and to the characters, without a gap", () => {
    const { settings, answered, recalled } = benchOf({ turns: 3, maxCharacters: 100 });
    for (const question of ["a", "b", "c", "d"]) answered(question);
    expect(recalled()).toEqual(["b", "c", "d"]);
    answered("long", {}, "x".repeat(95));
    answered("e");
    expect(recalled()).toEqual(["e"]);
    settings.maxCharacters = 2000;
    expect(recalled()).toEqual(["d", "long", "e"]);
  });

  it("forgets with time", async () => {
    const { clock, answered, recalled } = benchOf({ turns: 5, maxAgeHours: 2 });
    answered("a");
    await clock.advance(3_600_000);
    answered("b");
    await clock.advance(3_600_001);
    expect(recalled()).toEqual(["b"]);
  });

  it("keeps no secret of a question or an answer", () => {
    const { memory, answered } = benchOf({ turns: 2 });
    answered("is hf_secret a key?", {}, "hf_secret is one");
    expect(memory.recall(incoming(), "lamp")).toEqual([
      { question: "is [secret removed] a key?", answer: "[secret removed] is one" },
    ]);
  });

  it("lets only those turns wait for each other whose answers may concern each other", () => {
    const { settings, memory } = benchOf({});
    const conversation = () => memory.conversationOf(incoming());
    expect(conversation()).toBeNull();
    settings.turns = 1;
    expect(conversation()).toBe(incoming().channelId);
    settings.scope = "reply-chain";
    expect(conversation()).toBeNull();
    expect(memory.conversationOf(incoming({ isInOwnThread: true, channelId: "1" }))).toBe("1");
    settings.scope = "member";
    expect(conversation()).not.toBe(memory.conversationOf(incoming(ben)));
  });
});
