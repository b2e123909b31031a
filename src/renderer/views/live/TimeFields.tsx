import { Button, Group, TextInput } from "@mantine/core";
import { minuteMs } from "../../../shared/utc-time.ts";
import { localMinute, momentOfLocal } from "../../words/local-minute.ts";
import type { LiveFilterProps } from "./LiveFilter.tsx";

const spans = [
  { label: "15 min", begins: (now: number) => now - 15 * minuteMs },
  { label: "Hour", begins: (now: number) => now - 60 * minuteMs },
  { label: "Today", begins: (now: number) => new Date(now).setHours(0, 0, 0, 0) },
];

/** From when to when, in the reader's zone. */
export function TimeFields({ filter, onChange }: LiveFilterProps) {
  const { since, until } = filter;
  const isEmpty = since !== null && until !== null && until <= since;
  return (
    <>
      <Group gap={6} role="group" aria-label="Time span">
        {spans.map(({ label, begins }) => (
          <Button
            key={label}
            variant="default"
            onClick={() => onChange({ ...filter, since: begins(Date.now()), until: null })}
          >
            {label}
          </Button>
        ))}
        <Button
          variant="subtle"
          disabled={since === null && until === null}
          onClick={() => onChange({ ...filter, since: null, until: null })}
        >
          Any time
        </Button>
      </Group>
      <TextInput
        type="datetime-local"
        label="From"
        value={localMinute(since)}
        onChange={({ currentTarget }) => onChange({ ...filter, since: momentOfLocal(currentTarget.value) })}
      />
      <TextInput
        type="datetime-local"
        label="Until"
        value={localMinute(until)}
        error={isEmpty && "Must be later than the beginning."}
        onChange={({ currentTarget }) => onChange({ ...filter, until: momentOfLocal(currentTarget.value) })}
      />
    </>
  );
}
