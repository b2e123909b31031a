import { Table, Text } from "@mantine/core";
import type { Estimate } from "../../../shared/models.ts";
import { Tag } from "../../components/Tag.tsx";
import { formatNumber } from "../../words/format.ts";
import { estimateWords } from "../../words/tables.ts";
import { estimateRows } from "./estimate-rows.ts";

interface EstimateResultProps {
  estimate: Estimate;
  /** True while a field is wrong: the figures are those of before. */
  isStale: boolean;
}

/** The answer as a sentence, and a row for each window that has a limit. */
export function EstimateResult({ estimate, isStale }: EstimateResultProps) {
  const rows = estimateRows(estimate);
  return (
    <div className="estimate-result">
      <Text fw={600} role="status">
        {isStale ? "Correct the marked fields to see their estimate." : estimate.sentence}
      </Text>
      {!isStale && rows.length > 0 && (
        <Table className="figures" w="auto" fz="sm" verticalSpacing={3} mt={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Window</Table.Th>
              <Table.Th ta="right">Messages asked</Table.Th>
              <Table.Th ta="right">Messages your keys hold</Table.Th>
              <Table.Th>Verdict</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ window, asked, held, verdict }) => (
              <Table.Tr key={window}>
                <Table.Td>{window}</Table.Td>
                <Table.Td ta="right">{formatNumber(asked)}</Table.Td>
                <Table.Td ta="right">{formatNumber(held)}</Table.Td>
                <Table.Td>
                  <Tag words={estimateWords[verdict]} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </div>
  );
}
