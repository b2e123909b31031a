import { Table } from "@mantine/core";
import type { RehearsalFigures } from "../../../../shared/rehearsal.ts";
import { formatMs } from "../../../words/format.ts";

/** How long members wait from their question to the end of the reply, whoever gives it. */
export function WaitTable({ waitMs }: Pick<RehearsalFigures, "waitMs">) {
  const rows = [
    { label: "Half of the replies within", band: waitMs?.p50 },
    { label: "95 of 100 within", band: waitMs?.p95 },
    { label: "99 of 100 within", band: waitMs?.p99 },
  ];
  return (
    <Table className="figures" fz="sm" verticalSpacing={3} w="auto" mb="xs" aria-label="How long members wait">
      <Table.Tbody>
        {rows.map(({ label, band }) => (
          <Table.Tr key={label}>
            <Table.Th scope="row" fw={500}>
              {label}
            </Table.Th>
            <Table.Td>
              {band ? `${formatMs(band.mid)} (${formatMs(band.low)} to ${formatMs(band.high)})` : "–"}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
