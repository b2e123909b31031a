import { describe, expect, it } from "vitest";
import { headOf, linesOf } from "../../../../src/renderer/views/live/export/log-lines.ts";
import { readLog } from "../../../../src/renderer/views/live/export/read-log.ts";
import { defaultFilter } from "../../../../src/renderer/views/live/log-filter.ts";
import { createMemoryBridge } from "../../../support/memory-bridge.ts";
import { logEntry } from "../../../support/panel-data.ts";

const guildMember = "920000000000000099";
const named = logEntry(1, Date.UTC(2026, 2, 14, 9, 20), {
  outcome: "answered",
  author: "Rafael",
  content: `Rafael here, hi <@${guildMember}>, =SUM(A1) "now"`,
  sanitized: 'Rafael here, hi @Nadia, =SUM(A1) "now"',
  response: "Hello Rafael, and hello Nadia!",
  removed: [{ kind: "mention", text: `<@${guildMember}>`, index: 16, replacement: "@Nadia" }],
});

describe("an export of the log", () => {
  it("has one JSON object a line, with every field", () => {
    const text = linesOf([named, logEntry(2, 0)], { format: "jsonl", leavesOutNames: false });
    const [first, second, rest] = text.split("\n");
    expect(JSON.parse(first ?? "")).toEqual(named);
    expect(JSON.parse(second ?? "").id).toBe(2);
    expect(rest).toBe("");
  });

  it("has a header and quoted cells as CSV", () => {
    const options = { format: "csv", leavesOutNames: false } as const;
    expect(headOf(options)).toMatch(/^Time \(UTC\),Outcome,Channel,Member,/);
    expect(linesOf([named], options)).toContain("2026-03-14T09:20:00.000Z,answered,general,Rafael,");
    expect(linesOf([named], options)).toContain(`"Rafael here, hi <@${guildMember}>, =SUM(A1) ""now"""`);
  });

  it.each(["=cmd()", "+1", "-1", "@SUM(A1)", "\t1", " =1"])("runs nothing in a spreadsheet: %j", (content) => {
    const text = linesOf([logEntry(1, 0, { content, sanitized: "" })], { format: "csv", leavesOutNames: false });
    expect(text).toContain(`,'${content}`);
  });

  it.each(["jsonl", "csv"] as const)(
    "holds nobody's name and nothing that leads there when they are left out: %s",
    (format) => {
      const text = linesOf([named], { format, leavesOutNames: true });
      expect(text).not.toMatch(/Rafael|Nadia|\d{15,21}/);
      expect(text).toContain("[name] here, hi @[name],");
      expect(text).toContain("Hello [name], and hello [name]!");
    },
  );

  it("reads page by page to the end, under the filter", async () => {
    const asked: unknown[] = [];
    const bridge = createMemoryBridge({
      "log/list"({ before = 6, ...query }) {
        asked.push({ before, keyLabel: query.keyLabel });
        return { entries: [logEntry(before - 1, 0), logEntry(before - 2, 0)], more: before > 4 };
      },
    });
    bridge.become("open");
    const ids: number[] = [];
    for await (const page of readLog(bridge.call, { ...defaultFilter, key: "Club" }, new AbortController().signal)) {
      ids.push(...page.map(({ id }) => id));
    }
    expect(ids).toEqual([5, 4, 3, 2]);
    expect(asked).toEqual([
      { before: 6, keyLabel: "Club" },
      { before: 4, keyLabel: "Club" },
    ]);
  });

  it("ends where it is cancelled", async () => {
    const bridge = createMemoryBridge({ "log/list": () => ({ entries: [logEntry(1, 0)], more: true }) });
    bridge.become("open");
    const controller = new AbortController();
    let pages = 0;
    for await (const _page of readLog(bridge.call, defaultFilter, controller.signal)) {
      pages += 1;
      controller.abort();
    }
    expect(pages).toBe(1);
  });
});
