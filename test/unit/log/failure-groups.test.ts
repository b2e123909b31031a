import { describe, expect, it } from "vitest";
import { Failures } from "../../../src/engine/log/failures.ts";
import { createRedactor } from "../../../src/engine/log/redact.ts";
import type { Failure } from "../../../src/shared/models.ts";
import { sampleFailure } from "../../support/log-samples.ts";
import { openTestDatabase } from "../../support/test-database.ts";

const spent = "respond/exhausted/spent";
const forbidden = "reply/discord-forbidden";
const all = { withResolved: true, limit: 10 };
const openOnly = { withResolved: false, limit: 10 };

/** Failures as they were recorded: one for each `[cause, at]`, in that order. */
function recorded(...facts: [cause: string, at: number][]) {
  const { database, clock } = openTestDatabase();
  const failures = new Failures({ database, redactor: createRedactor(), clock });
  const announced: Failure[] = [];
  failures.onCommitted((found) => announced.push(...found));
  const record = (cause: string, at: number) =>
    failures.record(sampleFailure({ cause, at, summary: `${cause} at ${at}` }));
  for (const [cause, at] of facts) record(cause, at);
  return { failures, clock, announced, record };
}

describe("failures by cause", () => {
  it("are counted with their first and last time, in the words of the newest, the latest cause first", () => {
    const { failures } = recorded([spent, 10], [forbidden, 20], [spent, 30]);
    expect(failures.groups(openOnly)).toEqual([
      {
        cause: spent,
        summary: `${spent} at 30`,
        mend: "Add a key of another account.",
        stage: "respond",
        open: 2,
        resolved: 0,
        firstAt: 10,
        lastAt: 30,
        lastResolvedAt: null,
      },
      expect.objectContaining({ cause: forbidden, open: 1, firstAt: 20, lastAt: 20 }),
    ]);
    expect(failures.groups({ ...openOnly, limit: 1 })).toHaveLength(1);
  });

  it("are gone once the cause is resolved, and are found again among all", () => {
    const { failures, clock } = recorded([spent, 10], [spent, 20], [forbidden, 30]);
    expect(failures.resolveCause(spent)).toEqual({ count: 2, resolvedAt: clock.now() });
    expect(failures.groups(openOnly).map(({ cause }) => cause)).toEqual([forbidden]);
    expect(failures.groups(all)[1]).toMatchObject({ cause: spent, open: 0, resolved: 2, lastResolvedAt: clock.now() });
    expect(failures.openCount()).toBe(1);
  });

  it("come back when it happens again, with what was resolved before", () => {
    const { failures, clock, record } = recorded([spent, 10]);
    const { resolvedAt } = failures.resolveCause(spent);
    clock.advanceSync(1000);
    record(spent, 40);
    expect(failures.groups(openOnly)).toMatchObject([
      { cause: spent, open: 1, resolved: 1, firstAt: 10, lastAt: 40, lastResolvedAt: resolvedAt },
    ]);
  });

  it("are open again where a resolution is taken back, those resolved at another time excepted", () => {
    const { failures, clock, record } = recorded([spent, 10]);
    failures.resolveCause(spent);
    clock.advanceSync(1000);
    record(spent, 20);
    record(spent, 30);
    const { resolvedAt } = failures.resolveCause(spent);
    expect(failures.reopenCause(spent, resolvedAt)).toEqual({ count: 2 });
    expect(failures.list({ resolved: false, limit: 10 }).map(({ id }) => id)).toEqual([3, 2]);
    expect(failures.openCount()).toBe(2);
  });

  it("are told to the panels as many as those hold, however many there are", () => {
    const many = Array.from({ length: 130 }, (_, place): [string, number] => [spent, place]);
    const { failures, clock, announced } = recorded(...many);
    clock.advanceSync(100);
    announced.length = 0;
    expect(failures.resolveCause(spent).count).toBe(130);
    expect(announced).toHaveLength(100);
    expect(announced[0]).toMatchObject({ id: 130, resolvedAt: clock.now() });
  });

  it("are listed page by page", () => {
    const { failures } = recorded([spent, 10], [forbidden, 20], [spent, 30], [spent, 40]);
    const page = (before?: number) => failures.list({ resolved: false, cause: spent, before, limit: 2 });
    expect([page(), page(3)].map((found) => found.map(({ id }) => id))).toEqual([[4, 3], [1]]);
  });
});
