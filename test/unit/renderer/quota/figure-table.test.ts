import { describe, expect, it } from "vitest";
import {
  type FigureColumn,
  figureCsv,
  linesOf,
  numberColumn,
  timeColumns,
} from "../../../../src/renderer/views/quota/figures/figure-table.ts";

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
