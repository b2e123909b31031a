import { describe, expect, it } from "vitest";
import { type Command, type CommandTargets, parseCommand, runCommand } from "../../../src/engine/discord/commands.ts";
import type { BotStatus } from "../../../src/shared/models.ts";

const moderator = { guildId: "400000000000000001", authorIsModerator: () => true };

function benchOf(change: Partial<CommandTargets> = {}) {
  const paused = new Set<string | null>();
  const status: BotStatus = {
    state: "online",
    name: "Lamp",
    userId: "1",
    guildCount: 1,
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
    requestReboot: () => 0,
    status: () => status,
    keys: () => [],
    now: () => 180_000,
    ...change,
  };
  return (command: Command, message = moderator) => runCommand(command, message, targets, "?!");
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
  });

  it("to reboot says how long to wait where the last reboot was a moment ago", () => {
    expect(benchOf()("reboot")).toBe("Rebooting. I am back in a moment.");
    expect(benchOf({ requestReboot: () => 12_300 })("reboot")).toBe("I was rebooted just now. Try again in 13 s.");
  });

  it("is nobody else's", () => {
    expect(benchOf()("stop", { ...moderator, authorIsModerator: () => false })).toBe("Only moderators can do that.");
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
