import { describe, expect, it } from "vitest";
import { csvOf } from "../../../../src/renderer/views/quota/figures/csv.ts";
import {
  type FigureColumn,
  figureCsv,
  linesOf,
  numberColumn,
  timeColumns,
} from "../../../../src/renderer/views/quota/figures/figure-table.ts";

describe("an exported table", () => {
  it("is a header and rows that end with CRLF, as RFC 4180 has it", () => {
    expect(csvOf(["a", "b"], [["x", 1.5]])).toBe("a,b\r\nx,1.5\r\n");
  });

  it.each([
    ['say "hi"', '"say ""hi"""'],
    ["one, two", '"one, two"'],
    ["two\nlines", '"two\nlines"'],
    ["plain", "plain"],
  ])("quotes %j only where it must", (text, cell) => {
    expect(csvOf(["a"], [[text]])).toBe(`a\r\n${cell}\r\n`);
  });

  it.each(["=1+1", "+1", "-1", "@sum", "\tx"])("makes %j a text that no spreadsheet runs", (text) => {
    expect(csvOf([text], [])).toBe(`'${text}\r\n`);
  });

  it("makes harmless first and quotes then", () => {
    expect(csvOf(["a"], [['=HYPERLINK("x","y")']])).toBe(`a\r\n"'=HYPERLINK(""x"",""y"")"\r\n`);
  });

  it("leaves negative numbers alone, and cells without a number empty", () => {
    expect(csvOf(["a", "b", "c"], [[-3, null, Number.NaN]])).toBe("a,b,c\r\n-3,,\r\n");
  });
});

describe("the table beside a picture", () => {
  interface Row {
    at: number;
    used: number | null;
  }
  const columns: FigureColumn<Row>[] = [
    ...timeColumns<Row>("Hour", ({ at }) => at, 0),
    numberColumn<Row>({ id: "used", title: "Used", unit: "requests", value: ({ used }) => used }),
  ];

  it("is exported with units in its header and times in UTC, to one decimal", () => {
    const rows = [
      { at: Date.UTC(2026, 1, 28, 23), used: 12.345 },
      { at: Date.UTC(2026, 2, 1), used: null },
    ];
    expect(figureCsv(columns, rows)).toBe(
      "Hour (UTC),Used (requests)\r\n2026-02-28T23:00:00.000Z,12.3\r\n2026-03-01T00:00:00.000Z,\r\n",
    );
  });

  it("gives the tooltip its numbers, where the row has any", () => {
    expect(linesOf(columns, { at: 0, used: 1200 })).toEqual([{ label: "Used", value: "1,200" }]);
    expect(linesOf(columns, { at: 0, used: null })).toEqual([]);
  });
});
