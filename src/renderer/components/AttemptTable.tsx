import { Table } from "@mantine/core";
import type { Attempt } from "../../shared/models.ts";
import { formatMs } from "../words/format.ts";
import { verdictWords } from "../words/tables.ts";
import { Name } from "./Said.tsx";

/** The requests to the inference service that one message took. */
export function AttemptTable({ attempts }: { attempts: Attempt[] }) {
  if (attempts.length === 0) return null;
  return (
    <Table
      aria-label="Attempts"
      className="figures"
      withRowBorders={false}
      verticalSpacing={2}
      fz="sm"
      w="auto"
      style={{ alignSelf: "flex-start" }}
    >
      <Table.Thead>
        <Table.Tr>
          {["Attempt", "Key", "Status", "Verdict", "Time"].map((title) => (
            <Table.Th key={title}>{title}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {attempts.map(({ keyLabel, status, verdict, ms }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: attempts are never reordered, and may be alike.
          <Table.Tr key={index}>
            <Table.Td>{index + 1}</Table.Td>
            <Table.Td>
              <Name text={keyLabel} />
            </Table.Td>
            <Table.Td>{status ?? "no answer"}</Table.Td>
            <Table.Td>{verdictWords[verdict]}</Table.Td>
            <Table.Td>{formatMs(ms)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
