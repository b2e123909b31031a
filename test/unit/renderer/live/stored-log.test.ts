import { describe, expect, it, vi } from "vitest";
import { defaultFilter, type LogFilter } from "../../../../src/renderer/views/live/log-filter.ts";
import { StoredLog } from "../../../../src/renderer/views/live/stored-log.ts";
import type { LogEntry } from "../../../../src/shared/models.ts";
import { createMemoryBridge } from "../../../support/memory-bridge.ts";
import { logEntry } from "../../../support/panel-data.ts";

const sliceSpan = 100;

/** An engine that has these entries stored, and hands its ids out a hundred at a time. */
function openOn(
  entries: LogEntry[],
  { filter = defaultFilter, shown = 10 }: { filter?: LogFilter; shown?: number } = {},
) {
  let log = entries.toSorted((one, other) => other.id - one.id);
  const timers: (() => void)[] = [];
  const bridge = createMemoryBridge({
    "log/ids"({ before = Number.MAX_SAFE_INTEGER, after = 0, outcomes, search = "" }) {
      const inRange = log.filter(({ id }) => id < before && id > after);
      const slice = inRange.slice(0, sliceSpan);
      const found = slice.filter(({ outcome, content }) => outcomes?.includes(outcome) && content.includes(search));
      return { ids: found.map(({ id }) => id), next: inRange.length > sliceSpan ? (slice.at(-1)?.id ?? null) : null };
    },
    "log/rows": ({ ids }) => log.filter(({ id }) => ids.includes(id)),
  });
  bridge.become("open");
  const after = (_delayMs: number, task: () => void) => {
    timers.push(task);
    return () => undefined;
  };
  const stored = new StoredLog({ call: bridge.call, filter, log: log.slice(0, shown), after });
  stored.open();
  return {
    bridge,
    stored,
    ids: () => stored.getState().ids,
    /** Stores more, of which the panel is shown the newest `shown`. */
    add(more: LogEntry[], count = shown) {
      log = [...more.toSorted((one, other) => other.id - one.id), ...log];
      stored.receive(log.slice(0, count));
    },
    remove(id: number) {
      log = log.filter((entry) => entry.id !== id);
    },
    runTimers: () => {
      for (const task of timers.splice(0)) task();
    },
  };
}

const answered = (id: number, change: Partial<LogEntry> = {}) => logEntry(id, id, { outcome: "answered", ...change });
const many = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => answered(from + index));
const downFrom = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, index) => from - index);
const settled = (check: () => void) => vi.waitFor(check);

describe("the stored log in the panel", () => {
  it("shows what the panel has at once, and finds everything older slice by slice", async () => {
    const log = openOn(many(1, 350));
    expect(log.ids()).toEqual(downFrom(350, 341));
    await settled(() => expect(log.stored.getState().isComplete).toBe(true));
    expect(log.ids()).toEqual(downFrom(350, 1));
    expect(log.bridge.calls).toEqual(["log/ids", "log/ids", "log/ids", "log/ids"]);
  });

  it("reads the rows that come into sight, each once", async () => {
    const log = openOn(many(1, 350));
    await settled(() => expect(log.stored.getState().isComplete).toBe(true));
    expect(log.stored.row(350)?.id).toBe(350);
    expect(log.stored.row(20)).toBeUndefined();
    log.stored.want([22, 21, 20]);
    await settled(() => expect(log.stored.row(20)?.id).toBe(20));
    log.stored.want([22, 21, 20]);
    expect(log.bridge.calls.filter((name) => name === "log/rows")).toHaveLength(1);
  });

  it("takes in new entries that fit, and leaves out the others", async () => {
    const log = openOn(many(1, 20));
    await settled(() => expect(log.stored.getState().isComplete).toBe(true));
    log.add([answered(21), logEntry(22, 22, { outcome: "from-bot" }), answered(23)]);
    expect(log.ids().slice(0, 3)).toEqual([23, 21, 20]);
    expect(log.stored.row(23)?.id).toBe(23);
  });

  it("asks what came in between when the panel missed a part", async () => {
    const log = openOn(many(1, 20));
    await settled(() => expect(log.stored.getState().isComplete).toBe(true));
    log.add(many(21, 320));
    await settled(() => expect(log.ids()).toEqual(downFrom(320, 1)));
  });

  it("loses nothing that comes while it asks what came in between", async () => {
    const log = openOn(many(1, 20));
    await settled(() => expect(log.stored.getState().isComplete).toBe(true));
    log.add(many(21, 320));
    for (const id of [321, 322, 323]) log.add([answered(id)]);
    await settled(() => expect(log.ids()).toContain(320));
    log.runTimers();
    await settled(() => expect(log.ids()).toEqual(downFrom(323, 1)));
  });

  it("looks a search up again when something was logged", async () => {
    const filter = { ...defaultFilter, search: "soup" };
    const log = openOn([...many(1, 5), answered(6, { content: "soup?" })], { filter });
    await settled(() => expect(log.ids()).toEqual([6]));
    log.add([answered(7, { content: "more soup" }), answered(8, { content: "bread" })]);
    log.runTimers();
    await settled(() => expect(log.ids()).toEqual([7, 6]));
  });

  it("lets go of an entry that is no longer stored", async () => {
    const log = openOn(many(1, 30));
    await settled(() => expect(log.stored.getState().isComplete).toBe(true));
    log.remove(5);
    log.stored.want([6, 5, 4]);
    await settled(() => expect(log.ids()).toHaveLength(29));
    expect(log.ids()).not.toContain(5);
  });

  it("says why it cannot go on, and goes on once it can", async () => {
    const log = openOn(many(1, 350));
    log.bridge.become("lost");
    await settled(() => expect(log.stored.getState().error).not.toBeNull());
    log.bridge.become("open");
    log.add([answered(351)]);
    await settled(() => expect(log.ids()).toEqual(downFrom(351, 1)));
    expect(log.stored.getState().error).toBeNull();
  });
});
