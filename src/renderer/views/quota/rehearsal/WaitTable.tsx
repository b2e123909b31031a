import { Table } from "@mantine/core";
import type { RehearsalFigures } from "../../../../shared/rehearsal.ts";
import { formatMs } from "../../../words/format.ts";

/** How long members wait from their question to the end of the reply. */
export function WaitTable({ waitMs: { p50, p95, p99 } }: Pick<RehearsalFigures, "waitMs">) {
  const rows = [
    { label: "Half of the answers within", band: p50 },
    { label: "95 of 100 within", band: p95 },
    { label: "99 of 100 within", band: p99 },
  ];
  return (
    <Table className="figures" fz="sm" verticalSpacing={3} w="auto" mb="xs" aria-label="How long members wait">
      <Table.Tbody>
        {rows.map(({ label, band: { low, mid, high } }) => (
          <Table.Tr key={label}>
            <Table.Th scope="row" fw={500}>
              {label}
            </Table.Th>
            <Table.Td>
              {formatMs(mid)} ({formatMs(low)} to {formatMs(high)})
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
