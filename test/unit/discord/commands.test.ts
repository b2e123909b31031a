import { describe, expect, it } from "vitest";
import {
  type Command,
  type CommandTargets,
  parseCommand,
  runCommand,
  spelledWith,
} from "../../../src/engine/discord/commands.ts";
import type { BotStatus } from "../../../src/shared/models.ts";

const place = { guildId: "400000000000000001", channelId: "300000000000000001", authorId: "500000000000000001" };
const moderator = { ...place, authorIsModerator: () => true };
const member = { ...place, authorIsModerator: () => false };

function benchOf(change: Partial<CommandTargets> = {}, shards = { up: 1, count: 1 }) {
  const paused = new Set<string | null>();
  const optedOut = new Set<string>();
  const listed = new Set<string>();
  const forgotten = { messages: 3, failures: 1, exchanges: 0 };
  const status: BotStatus = {
    state: "online",
    name: "Lamp",
    userId: "1",
    guildCount: 1,
    shards,
    since: 0,
    problem: null,
    pausedGuildIds: [],
    queueLength: 2,
    inFlight: 0,
    seen: 9,
    answered: 5,
    openFailures: 0,
  };
  const targets: CommandTargets = {
    pause: (guildId) => void paused.add(guildId),
    resume: (guildId) => void paused.delete(guildId),
    isPaused: (guildId) => paused.has(guildId),
    requestReboot: () => null,
    status: () => status,
    keys: () => [],
    now: () => 180_000,
    forget: () => forgotten,
    optOut(authorId) {
      optedOut.add(authorId);
      return forgotten;
    },
    optIn: (authorId) => void optedOut.delete(authorId),
    isOptedOut: (authorId) => optedOut.has(authorId),
    mayReadContent: () => true,
    toggleChannel(list, channelId) {
      const place = `${list}/${channelId}`;
      if (listed.delete(place)) return false;
      listed.add(place);
      return true;
    },
    ...change,
  };
  return (command: Command, message = moderator) => runCommand(command, message, targets, spelledWith("?!"));
}

describe("a moderator's command", () => {
  it("pauses and wakes, and names the way back with the owner's prefix", () => {
    const say = benchOf();
    expect([say("stop"), say("stop"), say("start"), say("start")]).toEqual([
      "Paused in this server. `?!start` wakes me.",
      "I am paused in this server already. `?!start` wakes me.",
      "Awake again.",
      "I am awake in this server already.",
    ]);
  });

  it("tells how things stand", () => {
    expect(benchOf()("status")).toBe(
      "Awake; online for 3 min; no keys, the understudy answers; 2 waiting; 5 answered.",
    );
    expect(benchOf({}, { up: 2, count: 3 })("status")).toMatch(/^Awake; 2 of 3 shards; no keys/);
  });

  it("to reboot says how long to wait where the last reboot was a moment ago", () => {
    expect(benchOf()("reboot")).toBe("Rebooting. I am back in a moment.");
    expect(benchOf({ requestReboot: () => ({ reason: "just-rebooted", waitMs: 12_300 }) })("reboot")).toBe(
      "I was rebooted just now. Try again in 13 s.",
    );
  });

  it("to reboot says when it can be again where Discord allows few more log-ins", () => {
    expect(benchOf({ requestReboot: () => ({ reason: "few-logins", waitMs: 3_600_000 }) })("reboot")).toBe(
      "I cannot: Discord lets me log in only a few times more today. Try again <t:3780:R>.",
    );
  });

  it("has the bot ignore a channel, or answer everything in it, and takes that back", () => {
    const say = benchOf();
    const twice = (command: Command) => [say(command), say(command)];
    expect([...twice("ignore-channel"), ...twice("answer-channel")]).toEqual([
      "I ignore this channel from now on. `?!ignore-channel` once more takes that back.",
      "I listen in this channel again.",
      "I answer everything in this channel from now on. `?!answer-channel` once more takes that back.",
      "In this channel I answer only when called again.",
    ]);
  });

  it("does not take the bot down by an answer channel for which it lacks the intent", () => {
    const toggleChannel = () => {
      throw new Error("must not be asked");
    };
    expect(benchOf({ mayReadContent: () => false, toggleChannel })("answer-channel")).toContain(
      "Message Content intent",
    );
  });

  it("is nobody else's", () => {
    expect(benchOf()("stop", member)).toBe("Only moderators can do that.");
  });
});

describe("a member's command", () => {
  it("says how much was deleted", () => {
    expect(benchOf()("forget", member)).toBe(
      "Deleted of you: 3 messages, 1 failure report and 0 remembered exchanges.",
    );
  });

  it("opts out and in again, and names the way back", () => {
    const say = benchOf();
    expect([say("optin", member), say("optout", member), say("optout", member), say("optin", member)]).toEqual([
      "You have not opted out: I answer you as everybody else.",
      "From now on I neither read nor keep what you write. Deleted of you: 3 messages, 1 failure report and 0 remembered exchanges. `?!optin` takes it back.",
      "You have opted out already: I neither read nor keep what you write.",
      "Welcome back: I answer you again.",
    ]);
  });

  it("tells of all the others", () => {
    const help = benchOf()("help", member);
    for (const command of ["ignore", "forget", "optout", "optin"]) expect(help).toContain(`\`?!${command}\``);
  });
});

describe("a command's words", () => {
  it("stand alone behind the prefix, in any case", () => {
    expect([parseCommand("?!STOP", "?!"), parseCommand("?!stop that", "?!"), parseCommand("$stop", "?!")]).toEqual([
      "stop",
      null,
      null,
    ]);
  });
});
