import { Loader, SegmentedControl, Text } from "@mantine/core";
import { lazy, Suspense, useEffect, useState } from "react";
import type { UsageHour } from "../../../shared/models.ts";
import { type LimitUnit, limitUnits } from "../../../shared/settings.ts";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { useCall } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { useNow } from "../../state/use-now.ts";
import { UsageTable } from "./UsageTable.tsx";
import { usageByHour } from "./usage-rows.ts";

const hours = 24;
const renewMs = 60_000;
/** The charts weigh more than all the rest of the panel, so they come only with this view. */
const UsageChart = lazy(() => import("./UsageChart.tsx").then(({ UsageChart }) => ({ default: UsageChart })));

/** The last 24 hours by key, as chart and as table. */
export function UsageCard() {
  const call = useCall();
  const { run, error } = useAction();
  const now = useNow(renewMs);
  const [unit, setUnit] = useState<LimitUnit>("requests");
  const [usage, setUsage] = useState<UsageHour[] | null>(null);

  useEffect(() => {
    // Asked for again with each `now`.
    if (now > 0) void run(() => call("quota/usage", { hours })).then((found) => found && setUsage(found));
  }, [now, call, run]);

  return (
    <section className="card" aria-labelledby="usage-title">
      <h2 id="usage-title">The last 24 hours</h2>
      <ErrorLine error={error} />
      {usage?.length === 0 && (
        <Text size="sm" c="dimmed">
          No key has been used in this time.
        </Text>
      )}
      {usage && usage.length > 0 && (
        <>
          <SegmentedControl
            my="xs"
            size="xs"
            aria-label="Unit"
            data={[...limitUnits]}
            value={unit}
            onChange={(chosen) => setUnit(limitUnits.find((one) => one === chosen) ?? unit)}
          />
          <Suspense fallback={<Loader size="sm" aria-label="Loading the chart" />}>
            <UsageChart {...usageByHour(usage, unit, hours, now)} />
          </Suspense>
          <UsageTable {...usageByHour(usage, unit, hours, now)} unit={unit} />
        </>
      )}
    </section>
  );
}
