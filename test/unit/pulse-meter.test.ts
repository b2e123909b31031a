import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createRedactor } from "../../src/engine/log/redact.ts";
import { PulseMeter } from "../../src/engine/pulse-meter.ts";
import { openStores } from "../../src/engine/storage/stores.ts";
import type { Pulse } from "../../src/shared/pulse.ts";
import { sampleFailure, sampleMessage } from "../support/log-samples.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { VirtualClock } from "../support/virtual-clock.ts";

const minuteMs = 60_000;

function openMeter(file = join(temporaryFolder(), "quipdeck.db"), clock = new VirtualClock("2026-03-14T09:20:00Z")) {
  const stores = openStores({ file, clock, redactor: createRedactor(), onTrouble: () => undefined });
  const told: Pulse[] = [];
  const meter = new PulseMeter({ clock, stores, onChange: (pulse) => told.push(pulse) });
  onTestFinished(() => stores.close());
  const log = (change: Parameters<typeof sampleMessage>[0] = {}) =>
    void stores.log.append(sampleMessage({ at: clock.now(), ...change }));
  return { file, clock, stores, meter, told, log };
}

describe("the pulse", () => {
  it("counts messages and answers by the minute, and tells bursts at once", () => {
    const { clock, log, told } = openMeter();
    log({ outcome: "answered" });
    log({ outcome: "from-bot" });
    clock.advanceSync(minuteMs);
    log({ outcome: "understudied" });
    clock.advanceSync(2000);
    const start = Date.parse("2026-03-14T09:20:00Z");
    expect(told.at(-1)?.minutes).toEqual([
      { at: start, messages: 2, answers: 1 },
      { at: start + minuteMs, messages: 1, answers: 1 },
    ]);
    expect(told).toHaveLength(2);
  });

  it("tells how fast answers were in the last ten minutes", () => {
    const { clock, log, meter } = openMeter();
    log({ outcome: "answered", totalMs: 60_000 });
    clock.advanceSync(11 * minuteMs);
    for (let count = 1; count <= 20; count += 1) log({ outcome: "answered", totalMs: count * 100 });
    log({ outcome: "from-bot", totalMs: 9999 });
    clock.advanceSync(2000);
    expect(meter.current.answerMs).toEqual({ median: 1000, p95: 1900 });
  });

  it("forgets what is over", () => {
    const { clock, log, meter } = openMeter();
    log({ outcome: "answered" });
    clock.advanceSync(32 * minuteMs);
    expect(meter.current).toEqual({ minutes: [], answerMs: null, failures: [] });
  });

  it("counts failures by the quarter of an hour, resolved ones too", () => {
    const { clock, stores, meter } = openMeter();
    stores.failures.record(sampleFailure({ at: clock.now(), cause: "a" }));
    stores.failures.record(sampleFailure({ at: clock.now(), cause: "b" }));
    clock.advanceSync(1000);
    stores.failures.resolveCause("a");
    expect(meter.current.failures).toEqual([{ at: Date.parse("2026-03-14T09:15:00Z"), count: 2 }]);
  });

  it("goes on after a restart where it was", () => {
    const first = openMeter();
    first.log({ outcome: "answered", totalMs: 700 });
    first.log({ outcome: "from-bot" });
    first.stores.failures.record(sampleFailure({ at: first.clock.now() }));
    first.clock.advanceSync(2000);
    const before = first.meter.current;
    expect(before.minutes).toHaveLength(1);
    expect(openMeter(first.file, first.clock).meter.current).toEqual(before);
  });
});
