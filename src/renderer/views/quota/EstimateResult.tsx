import { Table, Text } from "@mantine/core";
import type { Estimate } from "../../../shared/models.ts";
import { Tag } from "../../components/Tag.tsx";
import { formatNumber } from "../../words/format.ts";
import { estimateWords } from "../../words/tables.ts";

interface EstimateResultProps {
  estimate: Estimate;
  /** True while a field is wrong: the figures are those of before. */
  isStale: boolean;
}

export function EstimateResult({ estimate, isStale }: EstimateResultProps) {
  const rows = [
    { window: "Hour", asked: estimate.queriesPerHour, held: estimate.hourlyCapacity, verdict: estimate.hourlyVerdict },
    {
      window: "Month",
      asked: estimate.queriesPerMonth,
      held: estimate.monthlyCapacity,
      verdict: estimate.monthlyVerdict,
    },
  ];
  return (
    <div>
      <Text fw={600} role="status">
        {isStale ? "Correct the marked fields to see their estimate." : estimate.sentence}
      </Text>
      {!isStale && (
        <Table className="figures" w="auto" fz="sm" verticalSpacing={3} mt={4}>
          <Table.Thead>
            <Table.Tr>
              {["Window", "Messages asked", "Messages your keys hold", "Verdict"].map((title) => (
                <Table.Th key={title}>{title}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ window, asked, held, verdict }) => (
              <Table.Tr key={window}>
                <Table.Td>{window}</Table.Td>
                <Table.Td>{formatNumber(Math.round(asked))}</Table.Td>
                <Table.Td>{formatNumber(Math.floor(held))}</Table.Td>
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
