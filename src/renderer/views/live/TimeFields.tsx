import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { minuteMs } from "../../../shared/utc-time.ts";
import { formatUtc } from "../../words/format.ts";
import { localMinute, momentOfLocal } from "../../words/local-minute.ts";
import { isUtcHere, readerZone } from "../../words/reader-zone.ts";
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
      <TimeField label="From" at={since} onChange={(at) => onChange({ ...filter, since: at })} />
      <TimeField
        label="Until"
        at={until}
        error={isEmpty && "Must be later than the beginning."}
        onChange={(at) => onChange({ ...filter, until: at })}
      />
    </>
  );
}

interface TimeFieldProps {
  label: string;
  at: number | null;
  error?: string | false;
  onChange(at: number | null): void;
}

/** What is typed stays as it is until the field is left: half a year is no time yet, and must not clear the rest. */
function TimeField({ label, at, error, onChange }: TimeFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      type="datetime-local"
      label={label}
      description={at === null || isUtcHere(at) ? `In ${readerZone()}.` : `In ${readerZone()}; ${formatUtc(at)}.`}
      value={typed ?? localMinute(at)}
      error={error}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        onChange(momentOfLocal(value));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
