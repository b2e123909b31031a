import { EventEmitter } from "node:events";
import type { Shard } from "discord.js";
import { describe, expect, it } from "vitest";
import { DiscordFault } from "../../../../src/engine/discord/faults.ts";
import { ShardKeeper } from "../../../../src/engine/discord/gateway/shard-keeper.ts";
import { VirtualClock } from "../../../support/virtual-clock.ts";

/** A process that does nothing but end: when it is let go, unless it hangs, or when it is killed. */
class FakeProcess extends EventEmitter {
  readonly pid = 1;
  connected = true;
  readonly frames: { id: number; name: string }[] = [];
  readonly #shard: FakeShard;
  readonly #hangs: boolean;

  constructor(shard: FakeShard, hangs: boolean) {
    super();
    this.#shard = shard;
    this.#hangs = hangs;
  }

  send(frame: { id: number; name: string }): void {
    this.frames.push(frame);
  }

  disconnect(): void {
    this.connected = false;
    if (!this.#hangs) this.#shard.die();
  }

  kill(): void {
    this.#shard.die();
  }
}

/** discord.js's side of a shard's process. */
class FakeShard extends EventEmitter {
  process: FakeProcess | null = null;
  spawned = 0;
  hangs = false;

  async spawn(): Promise<void> {
    this.spawned += 1;
    this.process = new FakeProcess(this, this.hangs);
    this.emit("spawn");
  }

  /** The process is gone. */
  die(): void {
    this.emit("death");
    this.process = null;
  }

  say(name: string, ...args: unknown[]): void {
    this.emit("message", { line: "call", id: null, name, args });
  }
}

function startKeeper({ mayIdentify = () => Promise.resolve() } = {}) {
  const clock = new VirtualClock();
  const shard = new FakeShard();
  const changes: string[] = [];
  const nothing = () => undefined;
  const hears = { message: nothing, deleted: nothing, use: nothing, refusal: nothing, mayIdentify };
  const keeper = new ShardKeeper({
    clock,
    shard: shard as unknown as Shard,
    opening: { token: "token", restBase: null, readsContent: true, place: { id: 1, count: 3 } },
    hears,
    onChange: (presence, fault) => changes.push(presence?.state ?? fault?.faultCode ?? "away"),
  });
  keeper.start();
  const goOnline = () => shard.say("connection", { state: "online", userId: "1", name: "quip", guildCount: 1 });
  return { clock, shard, keeper, changes, goOnline };
}

describe("a shard's process", () => {
  it("is told the token over the line, once it runs", () => {
    const { shard } = startKeeper();
    const place = { id: 1, count: 3 };
    const [opening] = shard.process?.frames ?? [];
    expect(opening).toMatchObject({ name: "connect", args: [{ token: "token", place }] });
  });

  it("is followed by another one when it dies, ever more slowly", async () => {
    const { clock, shard, changes } = startKeeper();
    const waits: number[] = [];
    for (let death = 0; death < 11; death += 1) {
      shard.die();
      waits.push(clock.delays[0] ?? 0);
      await clock.advance(clock.delays[0] ?? 0);
    }
    expect(shard.spawned).toBe(12);
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1000));
    expect(new Set(changes)).toEqual(new Set(["shard"]));
  });

  it("is followed at once where it had been online for a while", async () => {
    const { clock, shard, goOnline } = startKeeper();
    for (let death = 0; death < 5; death += 1) {
      goOnline();
      await clock.advance(61_000);
      shard.die();
      expect(clock.delays).toEqual([1000]);
      await clock.advance(1000);
    }
  });

  it("is ended, and followed by another one, when its connection does not come back by itself", async () => {
    const { clock, shard, changes, goOnline } = startKeeper();
    goOnline();
    shard.say("connection", { state: "reconnecting" });
    await clock.advance(89_999);
    expect(shard.spawned).toBe(1);
    await clock.advance(1001);
    expect(shard.spawned).toBe(2);
    expect(changes).toEqual(["online", "away", "network"]);
  });

  it("is not ended when its connection comes back in time", async () => {
    const { clock, shard, changes, goOnline } = startKeeper();
    goOnline();
    shard.say("connection", { state: "reconnecting" });
    await clock.advance(30_000);
    goOnline();
    await clock.advance(600_000);
    expect(shard.spawned).toBe(1);
    expect(changes).toEqual(["online", "away", "online"]);
  });

  it("ends with what its connection was lost for", async () => {
    const { clock, shard, changes } = startKeeper();
    shard.say("connection", { state: "lost", fault: { faultCode: "close-4014", status: null } });
    await clock.advance(0);
    expect(changes).toEqual(["close-4014"]);
  });

  it("ends where it may not log in", async () => {
    const mayIdentify = () => Promise.reject(new DiscordFault("sessions", null));
    const { clock, shard, changes } = startKeeper({ mayIdentify });
    shard.emit("message", { line: "call", id: 1, name: "mayIdentify", args: [] });
    await clock.advance(0);
    expect(changes).toEqual(["sessions"]);
  });

  it("is gone when its keeper has ended, though it hangs, and no other one follows", async () => {
    const { clock, shard, keeper, changes } = startKeeper();
    shard.die();
    shard.hangs = true;
    await clock.advance(1000);
    const ended = keeper.end();
    await clock.advance(11_999);
    expect(shard.process).not.toBeNull();
    await clock.advance(1);
    await ended;
    expect(shard.process).toBeNull();
    await clock.advance(600_000);
    expect([shard.spawned, clock.delays, changes]).toEqual([2, [], ["shard"]]);
  });

  it("does not come back once its keeper has ended", async () => {
    const { clock, shard, keeper } = startKeeper();
    shard.die();
    await keeper.end();
    await clock.advance(600_000);
    expect(shard.spawned).toBe(1);
  });
});
