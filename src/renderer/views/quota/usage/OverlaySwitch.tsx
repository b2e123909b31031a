import { Select, Switch } from "@mantine/core";
import type { RehearsalResult } from "../../../../shared/rehearsal.ts";
import { daysOf } from "./planned-day.ts";

interface OverlaySwitchProps {
  result: RehearsalResult | null;
  /** Whether the picture shows what a rehearsal foretells. */
  isComparable: boolean;
  /** The rehearsal's day that is laid over, from 0 on; null where none is. */
  day: number | null;
  onChange(day: number | null): void;
}

/** Lays a day of the newest rehearsal over the real ones. */
export function OverlaySwitch({ result, isComparable, day, onChange }: OverlaySwitchProps) {
  if (!result) return null;
  const days = daysOf(result);
  return (
    <>
      <Switch
        label={isComparable ? "Lay the rehearsal over it" : "Lay the rehearsal over it (requests of all keys)"}
        disabled={!isComparable}
        checked={day !== null && isComparable}
        onChange={({ currentTarget }) => onChange(currentTarget.checked ? 0 : null)}
      />
      {day !== null && isComparable && days > 1 && (
        <Select
          aria-label="Day of the rehearsal"
          w={100}
          data={Array.from({ length: days }, (_, index) => ({ value: `${index}`, label: `Day ${index + 1}` }))}
          value={`${day}`}
          onChange={(chosen) => onChange(Number(chosen))}
        />
      )}
    </>
  );
}
