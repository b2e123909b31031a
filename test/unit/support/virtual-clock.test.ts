import { describe, expect, it } from "vitest";
import { VirtualClock } from "../../support/virtual-clock.ts";

describe("virtual time", () => {
  it("runs timers in the order of their moments, each at its own time", async () => {
    const clock = new VirtualClock(0);
    const seen: [string, number][] = [];
    const note = (name: string) => () => seen.push([name, clock.now()]);
    clock.after(20, note("later"));
    clock.after(10, note("first"));
    clock.after(10, note("second"));
    clock.after(30, note("too late"));
    await clock.advance(25);
    expect(seen).toEqual([
      ["first", 10],
      ["second", 10],
      ["later", 20],
    ]);
    expect(clock.now()).toBe(25);
  });

  it("lets promises go on between timers: what they set off in time still runs", async () => {
    const clock = new VirtualClock(0);
    const pause = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve));
    let steps = 0;
    const walk = async () => {
      for (; steps < 5; steps += 1) await pause(10);
    };
    const walking = walk();
    await clock.advance(45);
    expect(steps).toBe(4);
    await clock.advance(5);
    await walking;
  });

  it("forgets cancelled timers", async () => {
    const clock = new VirtualClock();
    clock.after(10, () => expect.unreachable())();
    await clock.advance(20);
    expect(clock.delays).toEqual([]);
  });

  it("steps the wall clock without touching timers or the monotonic time", async () => {
    const clock = new VirtualClock(1_000_000);
    let fired = false;
    clock.after(10, () => {
      fired = true;
    });
    clock.stepWallClock(-500_000);
    expect([clock.now(), clock.monotonic(), fired]).toEqual([500_000, 0, false]);
    await clock.advance(10);
    expect(fired).toBe(true);
  });

  it("runs work through its near timers and leaves the far ones alone", async () => {
    const clock = new VirtualClock(0);
    clock.after(60_000, () => expect.unreachable());
    const work = new Promise((resolve) => clock.after(100, () => clock.after(200, () => resolve("done"))));
    expect(await clock.run(work, { upToMs: 1000 })).toBe("done");
    expect(clock.now()).toBe(300);
  });
});
