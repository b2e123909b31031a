import { Table } from "@mantine/core";
import { formatMoment, formatNumber, formatUtc } from "../../words/format.ts";
import type { UsageRows } from "./usage-rows.ts";

/** The hours in which something was used, newest first. */
export function UsageTable({ keys, rows, unit }: UsageRows & { unit: string }) {
  const used = rows.filter(({ amounts }) => Object.values(amounts).some((amount) => amount > 0)).toReversed();
  return (
    <Table className="figures" fz="sm" verticalSpacing={2} w="auto" mt="xs" aria-label={`Used ${unit} by hour and key`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Hour</Table.Th>
          {keys.map(({ id, label }) => (
            <Table.Th key={id} ta="right">
              {label}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {used.map(({ hour, amounts }) => (
          <Table.Tr key={hour}>
            <Table.Td title={formatUtc(hour)}>{formatMoment(hour, hour)}</Table.Td>
            {keys.map(({ id }) => (
              <Table.Td key={id} ta="right">
                {formatNumber(amounts[id] ?? 0)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
