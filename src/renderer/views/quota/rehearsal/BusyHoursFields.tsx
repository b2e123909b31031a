import { Group, Select } from "@mantine/core";
import { hourMs, startOfHour } from "../../../../shared/utc-time.ts";
import { formatHour } from "../../../words/format.ts";
import { busyHoursOf, spread } from "./busy-hours.ts";
import { withScenario } from "./rehearsal-draft.ts";
import type { RehearsalForm } from "./use-rehearsal-draft.ts";

const hoursOfDay = Array.from({ length: 24 }, (_, hour) => hour);

/** When the day's lines are written; a profile that is no even span stays until another one is chosen. */
export function BusyHoursFields({ form: { draft, change } }: { form: RehearsalForm }) {
  const span = busyHoursOf(draft.scenario.hourWeights);
  const set = (first: number, hours: number) =>
    change((known) => withScenario(known, { hourWeights: spread(first, hours) }));
  return (
    <Group gap="xs" align="flex-end">
      <Select
        label="Written from"
        w={190}
        placeholder="A profile of its own"
        data={hoursOfDay.map((hour) => ({ value: `${hour}`, label: hourWords(hour) }))}
        value={span && `${span.first}`}
        onChange={(first) => set(Number(first), span?.hours ?? 1)}
      />
      <Select
        label="For hours"
        w={130}
        placeholder="As it has"
        data={hoursOfDay.map((hour) => `${hour + 1}`)}
        value={span && `${span.hours}`}
        onChange={(hours) => set(span?.first ?? 0, Number(hours))}
      />
    </Group>
  );
}

/** The hour in UTC and, where it differs, in the reader's zone. */
function hourWords(hour: number): string {
  const today = Math.floor(startOfHour(Date.now()) / (24 * hourMs)) * 24 * hourMs;
  const at = today + hour * hourMs;
  const [utc, local] = [formatHour(at, "UTC"), formatHour(at, "local")];
  return utc === local ? `${utc} UTC` : `${utc} UTC (${local} here)`;
}
