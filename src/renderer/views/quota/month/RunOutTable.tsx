import { Table, Text } from "@mantine/core";
import type { Forecast, RunOut } from "../../../../shared/forecast.ts";
import { Tag } from "../../../components/Tag.tsx";
import { Zoned } from "../../../components/Zoned.tsx";
import { formatUtcMinute } from "../../../words/format.ts";
import { isUtcHere } from "../../../words/reader-zone.ts";
import { runOutTimes, runOutWords } from "./run-out-words.ts";

/** When each key, and all of them, cannot answer any more. */
export function RunOutTable({ forecast: { keys, ring }, now }: { forecast: Forecast; now: number }) {
  const rows = [
    ...keys.map(({ keyId, keyLabel, hour, month }) => ({ id: keyId, label: keyLabel, hour, month })),
    ...(keys.length > 1 ? [{ id: "ring", label: "All keys", ...ring }] : []),
  ];
  return (
    <Table className="figures" fz="sm" verticalSpacing={3} w="auto" mt="xs" aria-label="When the keys run out">
      <Table.Thead>
        <Table.Tr>
          {["Key", "This hour", "This month"].map((title) => (
            <Table.Th key={title} scope="col">
              {title}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ id, label, hour, month }) => (
          <Table.Tr key={id} fw={id === "ring" ? 600 : undefined}>
            <Table.Th scope="row" fw="inherit">
              {label}
            </Table.Th>
            {[hour, month].map((runOut, place) => (
              <Table.Td key={place === 0 ? "hour" : "month"}>
                <RunOutCell runOut={runOut} now={now} />
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function RunOutCell({ runOut, now }: { runOut: RunOut; now: number }) {
  const times = runOutTimes(runOut, now);
  const moments = [runOut.earliest, runOut.likely, runOut.latest].filter((at) => at !== null);
  return (
    <>
      <Tag words={runOutWords[runOut.verdict]} />{" "}
      {times !== "" && (
        <Zoned utc={moments.every(isUtcHere) ? null : `${moments.map(formatUtcMinute).join(", ")} UTC`}>
          <Text component="span" size="sm">
            {times}
          </Text>
        </Zoned>
      )}
    </>
  );
}
