import { describe, expect, it } from "vitest";
import { Bot } from "../../../src/engine/discord/bot.ts";
import { DiscordFault } from "../../../src/engine/discord/faults.ts";
import type { Self } from "../../../src/engine/discord/gateway/connection.ts";
import type { Connection } from "../../../src/engine/discord/gateway.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

/** A real session needs its time to end. */
const disconnectMs = 1000;
const online: Connection = {
  state: "online",
  userId: "1",
  name: "quip",
  guildCount: 3,
  shards: { up: 1, count: 1 },
  isFresh: true,
};

function partly(self: Self | null, fault: DiscordFault | null = null): Connection {
  return { state: "partly-online", self, shards: { up: self === null ? 0 : 2, count: 3 }, fault };
}

/** A bot whose sessions end as the test says: each log-in takes the next of `logins`. */
function benchOf(...logins: ("online" | DiscordFault | "pending")[]) {
  const clock = new VirtualClock();
  const sessions: { tell: (connection: Connection) => void; isOpen: boolean }[] = [];
  const states: string[] = [];
  const gaps: number[] = [];
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
          await new Promise<void>((resolve) => clock.after(disconnectMs, resolve));
          session.isOpen = false;
        },
      };
    },
    onSessionEnd: () => undefined,
    onGap: (fromMs, toMs) => gaps.push(toMs - fromMs),
    onChange: () => {
      if (states.at(-1) !== bot.facts.state) states.push(bot.facts.state);
    },
  });
  /** Waits for work in which sessions end; what lies farther in the future stays there. */
  const run = <Result>(work: Promise<Result>) => clock.run(work, { upToMs: disconnectMs });
  return { bot, clock, sessions, states, gaps, run };
}

const network = () => new DiscordFault("network", null);
const badToken = () => new DiscordFault("token", 401);

describe("the bot's session", () => {
  it("goes online and offline", async () => {
    const { bot, states, run } = benchOf("online");
    await run(bot.start());
    expect(bot.facts).toMatchObject({ state: "online", name: "quip", guildCount: 3, problem: null });
    expect(bot.facts.shards).toEqual({ up: 1, count: 1 });
    await run(bot.stop());
    expect(bot.facts.shards).toBeNull();
    expect(states).toEqual(["starting", "online", "stopping", "stopped"]);
  });

  it("says what to do when only the owner can help, and does not try again", async () => {
    const { bot, clock, sessions, run } = benchOf(badToken());
    await expect(run(bot.start())).rejects.toThrow("Discord does not accept the bot's token.");
    expect(bot.facts).toMatchObject({ state: "failed", problem: { mend: expect.stringContaining("Reset Token") } });
    await clock.advance(3_600_000);
    expect(sessions).toHaveLength(1);
  });

  it("tries again by itself, ever more slowly, while Discord cannot be reached", async () => {
    const { bot, clock, sessions, run } = benchOf(network(), network(), network(), "online");
    await run(bot.start());
    expect(bot.facts).toMatchObject({ state: "reconnecting", problem: { message: "Discord cannot be reached." } });
    await clock.advance(5000);
    expect(sessions).toHaveLength(2);
    await clock.advance(disconnectMs + 9999);
    expect(sessions).toHaveLength(2);
    await clock.advance(1);
    expect(sessions).toHaveLength(3);
    await clock.advance(disconnectMs + 20_000);
    expect(bot.facts).toMatchObject({ state: "online", problem: null });
  });

  it("stops trying when it is told to stop", async () => {
    const { bot, clock, sessions, run } = benchOf(network());
    await run(bot.start());
    await run(bot.stop());
    await clock.advance(600_000);
    expect(sessions).toHaveLength(1);
    expect(bot.facts.state).toBe("stopped");
  });

  it("can be stopped in the middle of a log-in that never ends", async () => {
    const { bot, clock, sessions, run } = benchOf("pending");
    void bot.start();
    await clock.advance(0);
    await run(bot.stop());
    expect(bot.facts.state).toBe("stopped");
    expect(sessions[0]?.isOpen).toBe(false);
  });

  it("is honest while discord.js resumes, and opens a fresh session when that takes too long", async () => {
    const { bot, clock, sessions, run } = benchOf("online", "online");
    await run(bot.start());
    sessions[0]?.tell({ state: "reconnecting", shards: { up: 0, count: 1 } });
    expect(bot.facts.state).toBe("reconnecting");
    await clock.advance(90_000 + disconnectMs);
    expect(sessions.map(({ isOpen }) => isOpen)).toEqual([false, true]);
    expect(bot.facts.state).toBe("online");
  });

  it("keeps the session that resumed in time", async () => {
    const { bot, clock, sessions, run } = benchOf("online");
    await run(bot.start());
    sessions[0]?.tell({ state: "reconnecting", shards: { up: 0, count: 1 } });
    await clock.advance(30_000);
    sessions[0]?.tell(online);
    await clock.advance(600_000);
    expect(sessions).toHaveLength(1);
    expect(bot.facts.state).toBe("online");
  });

  it("is left alone while a part of it is away, with the reason, and has missed something when that is back", async () => {
    const { bot, clock, sessions, gaps, run } = benchOf("online");
    await run(bot.start());
    sessions[0]?.tell(partly(null, new DiscordFault("shard", null)));
    sessions[0]?.tell(partly({ userId: "1", name: "quip", guildCount: 2 }));
    const problem = { message: expect.stringContaining("ended unexpectedly") };
    expect(bot.facts).toMatchObject({ state: "reconnecting", guildCount: 2, shards: { up: 2, count: 3 }, problem });
    await clock.advance(600_000);
    expect(sessions).toHaveLength(1);
    sessions[0]?.tell(online);
    expect(bot.facts).toMatchObject({ state: "online", problem: null });
    expect(gaps).toEqual([600_000]);
  });

  it("tells of trouble with a part of it while the rest still starts", async () => {
    const { bot, clock, sessions } = benchOf("pending");
    void bot.start();
    await clock.advance(0);
    sessions[0]?.tell(partly({ userId: "1", name: "quip", guildCount: 2 }, new DiscordFault("shard", null)));
    // Whoever is heard already mentions the bot by its id.
    expect(bot.facts).toMatchObject({ state: "starting", userId: "1", problem: { code: "discord" } });
  });

  it("fails when Discord ends a running session for good", async () => {
    const { bot, clock, sessions, run } = benchOf("online");
    await run(bot.start());
    sessions[0]?.tell({ state: "lost", fault: new DiscordFault("close-4014", null) });
    await clock.advance(disconnectMs);
    expect(bot.facts).toMatchObject({
      state: "failed",
      problem: { message: expect.stringContaining("Message Content") },
    });
  });

  it("does not listen to a session that is over", async () => {
    const { bot, sessions, run } = benchOf("online", "online");
    await run(bot.start());
    await run(bot.reboot());
    sessions[0]?.tell({ state: "lost", fault: badToken() });
    expect(bot.facts.state).toBe("online");
  });

  it("refuses a second start", async () => {
    const { bot, run } = benchOf("online");
    await run(bot.start());
    await expect(run(bot.start())).rejects.toThrow("The bot is online.");
  });

  it("answers a session that dies right after its log-in ever more slowly, too", async () => {
    const { bot, clock, sessions, run } = benchOf("online", "online", "online");
    await run(bot.start());
    sessions[0]?.tell({ state: "lost", fault: network() });
    await clock.advance(disconnectMs + 5000);
    sessions[1]?.tell({ state: "lost", fault: network() });
    await clock.advance(disconnectMs + 9999);
    expect(sessions).toHaveLength(2);
    await clock.advance(1);
    expect(sessions).toHaveLength(3);
  });

  it("comes back fast to a session that had lasted", async () => {
    const { bot, clock, sessions, run } = benchOf(network(), "online", "online");
    await run(bot.start());
    await clock.advance(5000);
    await clock.advance(120_000);
    sessions[1]?.tell({ state: "lost", fault: network() });
    await clock.advance(disconnectMs + 5000);
    expect(sessions).toHaveLength(3);
  });

  it("tells for how long it saw nothing, unless the session resumed", async () => {
    const { bot, clock, sessions, gaps, run } = benchOf("online");
    await run(bot.start());
    sessions[0]?.tell({ state: "reconnecting", shards: { up: 0, count: 1 } });
    await clock.advance(3000);
    sessions[0]?.tell({ ...online, isFresh: false });
    expect(gaps).toEqual([]);
    sessions[0]?.tell({ state: "reconnecting", shards: { up: 0, count: 1 } });
    await clock.advance(7000);
    sessions[0]?.tell(online);
    expect(gaps).toEqual([7000]);
  });
});

describe("a stop", () => {
  it("wins over a reboot that is under way", async () => {
    const { bot, sessions, run } = benchOf("online", "online");
    await run(bot.start());
    const reboot = bot.reboot();
    await run(bot.stop());
    await run(reboot);
    expect(bot.facts.state).toBe("stopped");
    expect(sessions.map(({ isOpen }) => isOpen)).toEqual([false]);
  });

  it("wins over a session that is being opened anew", async () => {
    const { bot, clock, sessions, run } = benchOf("online", "online");
    await run(bot.start());
    sessions[0]?.tell({ state: "reconnecting", shards: { up: 0, count: 1 } });
    await clock.advance(90_000);
    await run(bot.stop());
    await clock.advance(600_000);
    expect(bot.facts.state).toBe("stopped");
    expect(sessions).toHaveLength(1);
  });

  it("wins over a retry after a lost session", async () => {
    const { bot, clock, sessions, run } = benchOf("online", "online");
    await run(bot.start());
    sessions[0]?.tell({ state: "lost", fault: network() });
    await run(bot.stop());
    await clock.advance(600_000);
    expect(bot.facts.state).toBe("stopped");
    expect(sessions).toHaveLength(1);
  });

  it("asked for twice ends when the bot is offline", async () => {
    const { bot, sessions, run } = benchOf("online");
    await run(bot.start());
    void bot.stop();
    await run(bot.stop());
    expect(sessions[0]?.isOpen).toBe(false);
  });
});
