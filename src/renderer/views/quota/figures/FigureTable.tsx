import { Table } from "@mantine/core";
import { useState } from "react";
import { Scrolled } from "../../../components/Scrolled.tsx";
import type { FigureColumn } from "./figure-table.ts";

interface FigureTableProps<Row> {
  title: string;
  columns: readonly FigureColumn<Row>[];
  rows: readonly Row[];
}

/** The numbers of a picture; made only once it is opened, for a month of hours is long. */
export function FigureTable<Row>({ title, columns, rows }: FigureTableProps<Row>) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="figure-table" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Show as a table</summary>
      {isOpen && (
        <Scrolled className="scrolled" label={`Table: ${title}`}>
          <Table className="figures" fz="sm" verticalSpacing={2} w="auto" aria-label={title}>
            <Table.Thead>
              <Table.Tr>
                {columns.map(({ id, title: heading, isNumber }) => (
                  <Table.Th key={id} scope="col" ta={isNumber ? "right" : "left"}>
                    {heading}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a picture are its hours or days, in order.
                <Table.Tr key={place}>
                  {columns.map(({ id, isNumber, show }) => (
                    <Table.Td key={id} ta={isNumber ? "right" : "left"}>
                      {show(row)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Scrolled>
      )}
    </details>
  );
}
