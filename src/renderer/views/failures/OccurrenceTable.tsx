import { Button, Table } from "@mantine/core";
import type { Failure } from "../../../shared/models.ts";
import { Moment } from "../../components/Moment.tsx";
import { Name } from "../../components/Said.tsx";
import { Scrolled } from "../../components/Scrolled.tsx";

interface OccurrenceTableProps {
  failures: Failure[];
  chosenId: number;
  onChoose(id: number): void;
  showOlder: (() => void) | null;
}

/** Each time that it happened, newest first; the chosen one is shown in full. */
export function OccurrenceTable({ failures, chosenId, onChoose, showOlder }: OccurrenceTableProps) {
  return (
    <Scrolled className="occurrences" label="Each time">
      <Table className="figures" verticalSpacing={2} horizontalSpacing={8} fz="sm" stickyHeader>
        <Table.Thead>
          <Table.Tr>
            {["When", "Channel", "Member", "Key", "Status"].map((title) => (
              <Table.Th key={title}>{title}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {failures.map(({ id, at, channelName, author, keyLabel, status, resolvedAt }) => (
            <Table.Tr key={id} aria-current={id === chosenId ? "true" : undefined} onClick={() => onChoose(id)}>
              <Table.Td>
                <button type="button" aria-pressed={id === chosenId} onClick={() => onChoose(id)}>
                  <Moment at={at} isPart />
                </button>
                {resolvedAt !== null && " resolved"}
              </Table.Td>
              <Table.Td>{channelName !== null && <Name text={`#${channelName}`} />}</Table.Td>
              <Table.Td>{author !== null && <Name text={author} />}</Table.Td>
              <Table.Td>{keyLabel !== null && <Name text={keyLabel} />}</Table.Td>
              <Table.Td>{status}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {showOlder && (
        <Button variant="subtle" onClick={showOlder}>
          Show older ones
        </Button>
      )}
    </Scrolled>
  );
}
