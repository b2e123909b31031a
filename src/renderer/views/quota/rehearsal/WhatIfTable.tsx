import { Table, Text } from "@mantine/core";
import { upperFirst } from "@mantine/hooks";
import type { RehearsalResult } from "../../../../shared/rehearsal.ts";
import { Scrolled } from "../../../components/Scrolled.tsx";
import { type WhatIfCell, whatIfRows } from "./what-if-rows.ts";

const tones = { better: "var(--tone-good)", worse: "var(--tone-bad)" };

/** What would change if one thing were different. */
export function WhatIfTable({ result }: { result: RehearsalResult }) {
  return (
    <div>
      <h3>What if</h3>
      <Scrolled className="scrolled" label="What if, side by side">
        <Table className="figures" fz="sm" verticalSpacing={3} w="auto" aria-label="What if">
          <Table.Thead>
            <Table.Tr>
              <Table.Td />
              <Table.Th scope="col">As planned</Table.Th>
              {result.whatIfs.map(({ id, change }) => (
                <Table.Th key={id} scope="col">
                  {upperFirst(change)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {whatIfRows(result).map(({ label, cells }) => (
              <Table.Tr key={label}>
                <Table.Th scope="row" fw={500}>
                  {label}
                </Table.Th>
                {cells.map((cell) => (
                  <Table.Td key={cell.id}>
                    <Cell cell={cell} />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scrolled>
    </div>
  );
}

function Cell({ cell: { text, difference, verdict } }: { cell: WhatIfCell }) {
  return (
    <>
      {text}
      {difference !== "" && (
        <Text size="xs" c={verdict ? tones[verdict] : "dimmed"}>
          {verdict ? `${difference}, ${verdict}` : difference}
        </Text>
      )}
    </>
  );
}
