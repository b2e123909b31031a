import { Button, Group, Stack, Text } from "@mantine/core";
import { IconArrowBackUp, IconCheck } from "@tabler/icons-react";
import { useState } from "react";
import type { FailureGroup } from "../../../shared/failure-groups.ts";
import { visibleText } from "../../../shared/visible-text.ts";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { Moment } from "../../components/Moment.tsx";
import { Tag } from "../../components/Tag.tsx";
import { plural } from "../../words/format.ts";
import { FailureDetails } from "./FailureDetails.tsx";
import { groupWords } from "./FailureGroupList.tsx";
import { OccurrenceTable } from "./OccurrenceTable.tsx";
import { useOccurrences } from "./use-occurrences.ts";

interface FailureGroupDetailsProps {
  group: FailureGroup;
  withResolved: boolean;
  /** The failure to begin with, where it is among them; else the newest. */
  initialId: number | null;
  onResolve(group: FailureGroup): void;
  onReopen(group: FailureGroup): void;
}

/** One cause: how often it happened, its occurrences, and one of them in full. */
export function FailureGroupDetails(props: FailureGroupDetailsProps) {
  const { group, withResolved, initialId, onResolve, onReopen } = props;
  const { failures, error, showOlder } = useOccurrences(group, withResolved);
  const [chosenId, setChosenId] = useState(initialId);
  const { cause, summary, mend, open, resolved, firstAt, lastAt, lastResolvedAt } = group;
  const chosen = failures?.find(({ id }) => id === chosenId) ?? failures?.[0];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard too.
    <article className="failure-details" aria-label="Failure" tabIndex={0}>
      <Stack gap="sm">
        <div>
          <h2>{visibleText(summary)}</h2>
          <Text size="sm">{visibleText(mend)}</Text>
        </div>
        <Group gap="xs" justify="space-between">
          <Text size="sm" c="dimmed" component="div" className="figures">
            <Tag words={groupWords(group)} /> {countWords(open, resolved)} · first <Moment at={firstAt} /> · last{" "}
            <Moment at={lastAt} />
            {lastResolvedAt !== null && (
              <>
                {" "}
                · resolved <Moment at={lastResolvedAt} />
              </>
            )}
          </Text>
          {open === 0 && lastResolvedAt !== null && (
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={14} aria-hidden />}
              onClick={() => onReopen(group)}
            >
              Reopen
            </Button>
          )}
          {open > 0 && (
            <Button leftSection={<IconCheck size={14} aria-hidden />} onClick={() => onResolve(group)}>
              {open === 1 ? "Mark resolved" : `Mark all ${open} resolved`}
            </Button>
          )}
        </Group>
        <ErrorLine error={error} />
        {failures && failures.length > 1 && chosen && (
          <OccurrenceTable failures={failures} chosenId={chosen.id} onChoose={setChosenId} showOlder={showOlder} />
        )}
        {chosen && <FailureDetails key={chosen.id} failure={chosen} groupSummary={summary} />}
        <Text size="xs" c="dimmed">
          Cause <code>{visibleText(cause)}</code>
        </Text>
      </Stack>
    </article>
  );
}

function countWords(open: number, resolved: number): string {
  if (open === 0) return `happened ${plural(resolved, "time")}`;
  const before = resolved > 0 ? `, ${plural(resolved, "time")} before it was resolved` : "";
  return `happened ${plural(open, "time")}${before}`;
}
