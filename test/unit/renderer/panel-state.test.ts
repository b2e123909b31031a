import { describe, expect, it } from "vitest";
import { applyEvents, hasGap, maxLogRows, mergeNewestFirst } from "../../../src/renderer/state/panel-state.ts";
import type { EngineEvent } from "../../../src/shared/contract.ts";
import { emptySnapshot, failure, logEntry } from "../../support/panel-data.ts";

const logged = (sequence: number, ...ids: number[]) => ({
  sequence,
  event: { type: "log", entries: ids.map((id) => logEntry(id, id)) } satisfies EngineEvent,
});

describe("the panel's state", () => {
  it("puts new rows of the log first, whatever order they come in", () => {
    const { log, sequence } = applyEvents(emptySnapshot(), [logged(1, 1, 2), logged(2, 4, 3)]);
    expect(log.map(({ id }) => id)).toEqual([4, 3, 2, 1]);
    expect(sequence).toBe(2);
  });

  it("passes over events that the snapshot contains already", () => {
    const snapshot = { ...emptySnapshot(), sequence: 5 };
    expect(applyEvents(snapshot, [logged(5, 1), logged(6, 2)]).log.map(({ id }) => id)).toEqual([2]);
  });

  it("sees a gap only where an event is missing between", () => {
    const snapshot = { ...emptySnapshot(), sequence: 5 };
    const batches = [[logged(6)], [logged(6), logged(7)], [logged(7)], [logged(6), logged(8)]];
    expect(batches.map((events) => hasGap(snapshot, events))).toEqual([false, false, true, true]);
  });

  it("keeps the newest rows only", () => {
    const rows = Array.from({ length: maxLogRows }, (_, index) => logEntry(index + 1, 0));
    const { log } = applyEvents({ ...emptySnapshot(), log: mergeNewestFirst(rows, [], maxLogRows) }, [
      logged(1, maxLogRows + 1),
    ]);
    expect([log.length, log[0]?.id, log.at(-1)?.id]).toEqual([maxLogRows, maxLogRows + 1, 2]);
  });

  it("takes a row that changed in place of the old one", () => {
    const merged = mergeNewestFirst([logEntry(1, 0, { response: "new" })], [logEntry(1, 0, { response: "old" })], 9);
    expect(merged.map(({ response }) => response)).toEqual(["new"]);
  });

  it("holds nothing of a member any more who was forgotten", () => {
    const [ann, bob] = ["500000000000000001", "500000000000000002"];
    const log = [logEntry(2, 0, { authorId: ann }), logEntry(1, 0, { authorId: bob })];
    const failures = [failure(2, 0, { authorId: bob }), failure(1, 0, { authorId: ann })];
    const event: EngineEvent = { type: "forgotten", authorId: ann, forgets: 1 };
    const state = applyEvents({ ...emptySnapshot(), log, failures }, [{ sequence: 1, event }]);
    expect([state.log, state.failures].flat().map(({ authorId }) => authorId)).toEqual([bob, bob]);
    expect(state.forgets).toBe(1);
  });

  it("lets a failure go once it is resolved", () => {
    const snapshot = { ...emptySnapshot(), failures: [failure(2, 0), failure(1, 0)] };
    const event: EngineEvent = { type: "failures", failures: [failure(2, 0, { resolvedAt: 9 })] };
    expect(applyEvents(snapshot, [{ sequence: 1, event }]).failures.map(({ id }) => id)).toEqual([1]);
  });
});
