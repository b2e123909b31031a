import { Table } from "@mantine/core";
import type { Band, RehearsalFigures } from "../../../../shared/rehearsal.ts";
import { Tag } from "../../../components/Tag.tsx";
import { formatNumber, formatShare } from "../../../words/format.ts";
import { outcomeWords } from "../../../words/tables.ts";
import { outcomeRows } from "./outcome-rows.ts";

/** How the messages end, the most frequent end first. */
export function OutcomeTable({ figures }: { figures: RehearsalFigures }) {
  return (
    <Table className="figures" fz="sm" verticalSpacing={3} w="auto" aria-label="How the messages end">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">End</Table.Th>
          <Table.Th scope="col" ta="right">
            Of the questions
          </Table.Th>
          <Table.Th scope="col" ta="right">
            Messages
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {outcomeRows(figures).map(({ outcome, messages, share }) => (
          <Table.Tr key={outcome}>
            <Table.Td>
              <Tag words={outcomeWords[outcome]} />
            </Table.Td>
            <Table.Td ta="right">{withBounds(share, formatShare)}</Table.Td>
            <Table.Td ta="right">{withBounds(messages, (value) => formatNumber(Math.round(value)))}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function withBounds({ low, mid, high }: Band, format: (value: number) => string): string {
  return `${format(mid)} (${format(low)} to ${format(high)})`;
}
