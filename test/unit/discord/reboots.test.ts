import { describe, expect, it } from "vitest";
import type { Bot } from "../../../src/engine/discord/bot.ts";
import { Reboots } from "../../../src/engine/discord/reboots.ts";
import type { BotState } from "../../../src/shared/models.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

function benchOf({ state = "online" }: { state?: BotState } = {}) {
  const clock = new VirtualClock();
  const heard: string[] = [];
  const session = { isOutdated: false, logins: null as { remaining: number; resetsInMs: number } | null };
  let count = 0;
  const bot = {
    facts: { state, problem: null as Bot["facts"]["problem"] },
    reboot: async () => {
      count += 1;
      if (bot.facts.problem) throw new Error("failed");
    },
  };
  const reboots = new Reboots({ clock, bot, sessions: session, onTrouble: (sentence) => heard.push(sentence) });
  return { clock, bot, session, reboots, heard, count: () => count };
}

describe("a reboot that a moderator asks for", () => {
  it("comes a moment later, when the answer to the command is out", async () => {
    const { clock, reboots, count } = benchOf();
    expect(reboots.request()).toBeNull();
    expect(count()).toBe(0);
    await clock.advance(500);
    expect(count()).toBe(1);
  });

  it("comes no more often than Discord's daily log-ins allow", async () => {
    const { clock, reboots, count } = benchOf();
    for (let second = 0; second < 24 * 3600; second += 30) {
      reboots.request();
      await clock.advance(30_000);
    }
    expect(count()).toBe(720);
    expect(reboots.request()).toBeNull();
    expect(reboots.request()).toEqual({ reason: "just-rebooted", waitMs: 120_000 });
  });

  it("leaves the last log-ins of the day for coming back after a lost connection", async () => {
    const { clock, session, reboots, count } = benchOf();
    session.logins = { remaining: 50, resetsInMs: 7_200_000 };
    expect(reboots.request()).toEqual({ reason: "few-logins", waitMs: 7_200_000 });
    await clock.advance(60_000);
    expect(count()).toBe(0);
    session.logins = { remaining: 51, resetsInMs: 7_200_000 };
    expect(reboots.request()).toBeNull();
  });

  it("does not come when the bot was stopped meanwhile", async () => {
    const { clock, reboots, count } = benchOf();
    reboots.request();
    reboots.cancel();
    await clock.advance(60_000);
    expect(count()).toBe(0);
  });

  it("tells the owner when it did not lead back online", async () => {
    const { clock, bot, reboots, heard } = benchOf();
    bot.facts.problem = { code: "discord", message: "No.", mend: "Do this." };
    reboots.request();
    await clock.advance(500);
    expect(heard).toEqual(["The bot did not come back after a reboot. No. Do this."]);
  });
});

describe("a reboot that the owner asks for", () => {
  it("comes at once, but never takes a bot offline that could not come back", async () => {
    const { session, reboots, count } = benchOf();
    await reboots.now();
    expect(count()).toBe(1);
    session.logins = { remaining: 0, resetsInMs: 7_200_000 };
    await expect(reboots.now()).rejects.toThrow("no further log-in today");
    expect(count()).toBe(1);
  });
});

describe("changed settings", () => {
  it("reboot a running bot whose session they make outdated, once for a bundle of changes", async () => {
    const { clock, session, reboots, count } = benchOf();
    reboots.followSettings();
    session.isOutdated = true;
    reboots.followSettings();
    reboots.followSettings();
    await clock.advance(60_000);
    expect(count()).toBe(1);
  });

  it("wait while no log-in is left: a bot with its old settings is better than none", async () => {
    const { clock, session, reboots, count } = benchOf();
    session.isOutdated = true;
    session.logins = { remaining: 0, resetsInMs: 7_200_000 };
    reboots.followSettings();
    await clock.advance(60_000);
    expect(count()).toBe(0);
  });

  it("start a bot that failed with the former ones", async () => {
    const { clock, session, reboots, count } = benchOf({ state: "failed" });
    session.isOutdated = true;
    reboots.followSettings();
    await clock.advance(60_000);
    expect(count()).toBe(1);
  });

  it("leave a stopped bot alone", async () => {
    const { clock, session, reboots, count } = benchOf({ state: "stopped" });
    session.isOutdated = true;
    reboots.followSettings();
    await clock.advance(60_000);
    expect(count()).toBe(0);
  });
});
