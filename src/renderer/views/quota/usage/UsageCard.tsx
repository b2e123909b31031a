import { Anchor, Group, SegmentedControl, Select, Text } from "@mantine/core";
import { useState } from "react";
import type { LimitUnit } from "../../../../shared/settings.ts";
import { ErrorLine } from "../../../components/ErrorLine.tsx";
import { useSnapshot } from "../../../state/panel-context.tsx";
import { asSeries } from "../figures/series.ts";
import { UnitSwitch } from "../figures/UnitSwitch.tsx";
import { limitLine } from "../limit-line.ts";
import { OverlaySwitch } from "./OverlaySwitch.tsx";
import { withPlannedDay } from "./planned-day.ts";
import { UsageFigure } from "./UsageFigure.tsx";
import { usageByHour, usedKeys } from "./usage-rows.ts";
import { useHours } from "./use-hours.ts";

const spans = [
  { value: "24", label: "24 hours" },
  { value: "168", label: "7 days" },
];
const allKeys = "all";

/** What each key took in each hour, against its hourly limit, with the switches between keys. */
export function UsageCard() {
  const [hours, setHours] = useState("24");
  const [unit, setUnit] = useState<LimitUnit>("requests");
  const [chosenKey, setChosenKey] = useState(allKeys);
  const [plannedDay, setPlannedDay] = useState<number | null>(null);
  const { now, since, usage, flags, error } = useHours(Number(hours));
  const ring = useSnapshot(({ keys }) => keys);
  const result = useSnapshot(({ rehearsal }) => rehearsal?.result ?? null);

  const used = usedKeys(usage ?? [], ring);
  const keyId = used.some(({ id }) => id === chosenKey) ? chosenKey : null;
  const shown = (usage ?? []).filter((entry) => keyId === null || entry.keyId === keyId);
  const rows = usageByHour(shown, unit, Number(hours), now);
  // A plan knows requests only, and those of all keys together.
  const isComparable = unit === "requests" && keyId === null;
  const plan = isComparable && plannedDay !== null ? result : null;

  return (
    <section className="card" aria-labelledby="usage-title">
      <h2 id="usage-title">Use by hour</h2>
      <ErrorLine error={error} />
      <Group gap="xs" my="xs">
        <SegmentedControl size="xs" aria-label="Time" data={spans} value={hours} onChange={setHours} />
        <UnitSwitch value={unit} onChange={setUnit} />
        {used.length > 1 && (
          <Select
            aria-label="Key"
            w={160}
            data={[{ value: allKeys, label: "All keys" }, ...used.map(({ id, label }) => ({ value: id, label }))]}
            value={keyId ?? allKeys}
            onChange={(chosen) => setChosenKey(chosen ?? allKeys)}
          />
        )}
        <OverlaySwitch result={result} isComparable={isComparable} day={plannedDay} onChange={setPlannedDay} />
      </Group>
      {usage?.length === 0 && (
        <Text size="sm" c="dimmed">
          No key has been used in this time. Once one answers, its use will stand here hour by hour, with the switches
          between keys.{" "}
          <Anchor href="#playground" inherit>
            Try a question in the playground
          </Anchor>
          .
        </Text>
      )}
      {usage && (usage.length > 0 || plan) && (
        <UsageFigure
          series={asSeries(used).filter(({ id }) => keyId === null || id === keyId)}
          rows={plan ? withPlannedDay(rows, plan, plannedDay ?? 0) : rows}
          unit={unit}
          limit={limitLine(ring, "hour", unit, keyId)}
          flags={flags}
          since={since}
          now={now}
          plan={plan}
        />
      )}
    </section>
  );
}
