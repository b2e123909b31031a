import { describe, expect, it } from "vitest";
import { Bot } from "../../../src/engine/discord/bot.ts";
import { DiscordFault } from "../../../src/engine/discord/faults.ts";
import type { Connection } from "../../../src/engine/discord/gateway.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

const online: Connection = { state: "online", userId: "1", name: "quip", guildCount: 3 };

/** A bot whose sessions end as the test says: each log-in takes the next of `logins`. */
function benchOf(...logins: ("online" | DiscordFault | "pending")[]) {
  const clock = new VirtualClock();
  const sessions: { tell: (connection: Connection) => void; isOpen: boolean }[] = [];
  const states: string[] = [];
  const bot: Bot = new Bot({
    clock,
    random: () => 0.5,
    openSession: async ({ onConnection }) => {
      const session = { tell: onConnection, isOpen: true };
      sessions.push(session);
      const login = logins.shift() ?? "online";
      return {
        connect: async () => {
          if (login === "pending") return new Promise(() => undefined);
          if (login !== "online") throw login;
          onConnection(online);
        },
        disconnect: async () => {
          session.isOpen = false;
        },
      };
    },
    onSessionEnd: () => undefined,
    onChange: () => {
      if (states.at(-1) !== bot.facts.state) states.push(bot.facts.state);
    },
  });
  return { bot, clock, sessions, states };
}

const network = () => new DiscordFault("network", null);
const badToken = () => new DiscordFault("token", 401);

describe("the bot's session", () => {
  it("goes online and offline", async () => {
    const { bot, states } = benchOf("online");
    await bot.start();
    expect(bot.facts).toMatchObject({ state: "online", name: "quip", guildCount: 3, problem: null });
    await bot.stop();
    expect(states).toEqual(["starting", "online", "stopping", "stopped"]);
  });

  it("says what to do when only the owner can help, and does not try again", async () => {
    const { bot, clock, sessions } = benchOf(badToken());
    await expect(bot.start()).rejects.toThrow("Discord does not accept the bot's token.");
    expect(bot.facts).toMatchObject({ state: "failed", problem: { mend: expect.stringContaining("Reset Token") } });
    await clock.advance(3_600_000);
    expect(sessions).toHaveLength(1);
  });

  it("tries again by itself, ever more slowly, while Discord cannot be reached", async () => {
    const { bot, clock, sessions } = benchOf(network(), network(), network(), "online");
    await bot.start();
    expect(bot.facts).toMatchObject({ state: "reconnecting", problem: { message: "Discord cannot be reached." } });
    await clock.advance(5000);
    expect(sessions).toHaveLength(2);
    await clock.advance(9999);
    expect(sessions).toHaveLength(2);
    await clock.advance(1);
    expect(sessions).toHaveLength(3);
    await clock.advance(20_000);
    expect(bot.facts).toMatchObject({ state: "online", problem: null });
  });

  it("stops trying when it is told to stop", async () => {
    const { bot, clock, sessions } = benchOf(network());
    await bot.start();
    await bot.stop();
    await clock.advance(600_000);
    expect(sessions).toHaveLength(1);
    expect(bot.facts.state).toBe("stopped");
  });

  it("can be stopped in the middle of a log-in that never ends", async () => {
    const { bot, clock, sessions } = benchOf("pending");
    void bot.start();
    await clock.advance(0);
    await bot.stop();
    expect(bot.facts.state).toBe("stopped");
    expect(sessions[0]?.isOpen).toBe(false);
  });

  it("is honest while discord.js resumes, and opens a fresh session when that takes too long", async () => {
    const { bot, clock, sessions } = benchOf("online", "online");
    await bot.start();
    sessions[0]?.tell({ state: "reconnecting" });
    expect(bot.facts.state).toBe("reconnecting");
    await clock.advance(90_000);
    expect(sessions.map(({ isOpen }) => isOpen)).toEqual([false, true]);
    expect(bot.facts.state).toBe("online");
  });

  it("keeps the session that resumed in time", async () => {
    const { bot, clock, sessions } = benchOf("online");
    await bot.start();
    sessions[0]?.tell({ state: "reconnecting" });
    await clock.advance(30_000);
    sessions[0]?.tell(online);
    await clock.advance(600_000);
    expect(sessions).toHaveLength(1);
    expect(bot.facts.state).toBe("online");
  });

  it("fails when Discord ends a running session for good", async () => {
    const { bot, clock, sessions } = benchOf("online");
    await bot.start();
    sessions[0]?.tell({ state: "lost", fault: new DiscordFault("close-4014", null) });
    await clock.advance(0);
    expect(bot.facts).toMatchObject({
      state: "failed",
      problem: { message: expect.stringContaining("Message Content") },
    });
  });

  it("does not listen to a session that is over", async () => {
    const { bot, sessions } = benchOf("online", "online");
    await bot.start();
    await bot.reboot();
    sessions[0]?.tell({ state: "lost", fault: badToken() });
    expect(bot.facts.state).toBe("online");
  });

  it("refuses a second start", async () => {
    const { bot } = benchOf("online");
    await bot.start();
    await expect(bot.start()).rejects.toThrow("The bot is online.");
  });
});
