import { describe, expect, it } from "vitest";
import { Failures } from "../../../src/engine/log/failures.ts";
import { createRedactor } from "../../../src/engine/log/redact.ts";
import { sampleFailure } from "../../support/log-samples.ts";
import { openTestDatabase } from "../../support/test-database.ts";

function openFailures(file?: string) {
  const opened = openTestDatabase(file === undefined ? {} : { file });
  const redactor = createRedactor();
  return { ...opened, redactor, failures: new Failures({ ...opened, redactor }) };
}

describe("failures", () => {
  it("get their id when they are stored, and keep every field", () => {
    const { failures } = openFailures();
    const { id } = failures.record(sampleFailure());
    expect(id).toBeLessThan(0);
    expect(failures.get(id)).toStrictEqual({ id: 1, ...sampleFailure(), resolvedAt: null });
    expect(failures.get(1)).toStrictEqual(failures.get(id));
    expect(failures.get(2)).toBeNull();
  });

  it("of two processes are all kept, and each finds its own", () => {
    const { failures, told, file } = openFailures();
    const other = openFailures(file);
    const mine = failures.record(sampleFailure({ summary: "mine" })).id;
    const theirs = other.failures.record(sampleFailure({ summary: "theirs" })).id;
    expect(other.failures.get(theirs)).toMatchObject({ id: 1, summary: "theirs" });
    expect(failures.get(mine)).toMatchObject({ id: 2, summary: "mine" });
    expect(told).toEqual([]);
  });

  it("are recorded and counted though the database cannot be read", () => {
    const { failures, database, clock, told } = openFailures();
    database.transact(() => database.statement("DROP TABLE failures").run());
    failures.record(sampleFailure());
    expect(failures.openCount()).toBe(1);
    clock.advanceSync(100);
    expect(told).toEqual([expect.stringContaining("One record could not be stored")]);
    expect(failures.openCount()).toBe(0);
  });

  it("are counted rightly after a restart, after a member is forgotten, and when that is undone", () => {
    const first = openFailures();
    first.failures.record(sampleFailure());
    first.failures.record(sampleFailure({ authorId: "666" }));
    first.close();
    const { failures, database, clock } = openFailures(first.file);
    expect(failures.openCount()).toBe(2);
    const undone = () => {
      failures.deleteMember("666");
      throw new Error("undone");
    };
    expect(() => database.transact(undone)).toThrow();
    clock.advanceSync(100);
    expect(failures.openCount()).toBe(2);
    database.transact(() => failures.deleteMember("666"));
    expect(failures.openCount()).toBe(1);
  });

  it("are counted as open from the first moment until they are resolved", () => {
    const { failures, clock } = openFailures();
    const counts: number[] = [];
    failures.onCommitted(() => counts.push(failures.openCount()));
    failures.record(sampleFailure({ cause: "a" }));
    failures.record(sampleFailure({ cause: "b" }));
    expect(failures.openCount()).toBe(2);
    clock.advanceSync(100);
    failures.resolveCause("a");
    expect(counts).toEqual([2, 1]);
  });

  it("are listed as open or as resolved, newest first", () => {
    const { failures, clock } = openFailures();
    for (const cause of ["a", "b", "c"]) failures.record(sampleFailure({ cause }));
    failures.resolveCause("b");
    expect(failures.list({ resolved: false, limit: 10 }).map(({ id }) => id)).toEqual([3, 1]);
    const [resolved] = failures.list({ resolved: true, limit: 10 });
    expect(resolved).toMatchObject({ id: 2, resolvedAt: clock.now() });
    expect(failures.list({ resolved: false, limit: 1 })).toHaveLength(1);
  });

  it("are announced when stored and again when resolved, with the time of it, once", () => {
    const { failures, clock } = openFailures();
    const heard: [id: number, resolvedAt: number | null][] = [];
    failures.onCommitted((found) =>
      heard.push(...found.map(({ id, resolvedAt }): [number, number | null] => [id, resolvedAt])),
    );
    failures.record(sampleFailure({ cause: "a" }));
    clock.advanceSync(100);
    failures.resolveCause("a");
    failures.resolveCause("a");
    expect(heard).toEqual([
      [1, null],
      [1, clock.now()],
    ]);
  });

  it("that are not stored cannot be reported", () => {
    const { failures } = openFailures();
    expect(() => failures.report(7)).toThrow(expect.objectContaining({ code: "not-found" }));
  });

  it("are stored without secrets, stacks included", () => {
    const { failures, redactor } = openFailures();
    redactor.learn("correct-horse-battery");
    failures.record(sampleFailure({ stack: "Error: correct-horse-battery", content: "Bearer abcdefghijklmnop1234" }));
    expect(failures.get(1)).toMatchObject({ stack: "Error: [secret removed]", content: "[secret removed]" });
  });
});

describe("a failure's report", () => {
  it("names every field", () => {
    const { failures } = openFailures();
    failures.record(
      sampleFailure({
        attempts: [{ keyLabel: "main", status: null, verdict: "transient", ms: 12.6, requestId: "r-9" }],
      }),
    );
    expect(failures.report(1)).toMatchInlineSnapshot(`
      "# Failure 1: Every key is spent.

      - Mend: Add a key of another account.
      - Cause: \` respond/spent \`
      - Stage: respond
      - At: 2026-03-14T09:20:00.000Z
      - Server: \` 900000000000000001 \`
      - Channel: \` tea-room \` (\` 800000000000000001 \`)
      - Message: \` 700000000000000001 \`
      - Author: \` Ann \` (\` 600000000000000001 \`)
      - Key: \` main \`
      - Status: 402
      - Resolved: no

      ## Message

      \`\`\`text
      what is in the kettle?
      \`\`\`

      ## Response so far

      \`\`\`text
      Wat
      \`\`\`

      ## Requests

      \`\`\`text
      main: no answer, transient, 13 ms, request r-9
      \`\`\`

      ## Stack

      \`\`\`text
      Error: spent
          at respond (model-responder.ts:1:1)
      \`\`\`"
    `);
  });

  it("fences what strangers wrote so that it cannot break out", () => {
    const { failures } = openFailures();
    const hostile = "```\n# I am a heading\n````\n<script>";
    failures.record(sampleFailure({ content: hostile, author: "`Ann`\n# Eve" }));
    const report = failures.report(1);
    expect(report).toContain(`\`\`\`\`\`text\n${hostile}\n\`\`\`\`\``);
    expect(report).toContain("- Author: `` `Ann` # Eve `` (");
  });

  it("hides nothing in what strangers wrote", () => {
    const { failures } = openFailures();
    failures.record(sampleFailure({ content: "look\u202E gnp.exe", author: "Ann\u200B" }));
    const report = failures.report(1);
    expect(report).toContain("look[U+202E] gnp.exe");
    expect(report).toContain("- Author: ` Ann[U+200B] ` (");
  });

  it("holds no secret that became known after the failure", () => {
    const { failures, redactor } = openFailures();
    failures.record(sampleFailure({ content: "try correct-horse-battery" }));
    redactor.learn("correct-horse-battery");
    expect(failures.report(1)).not.toContain("correct-horse-battery");
  });
});
