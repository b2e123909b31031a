import { Text } from "@mantine/core";
import { useCallback, useState } from "react";
import type { LimitUnit } from "../../../../shared/settings.ts";
import { ErrorLine } from "../../../components/ErrorLine.tsx";
import { useCall, useSnapshot } from "../../../state/panel-context.tsx";
import { useNow } from "../../../state/use-now.ts";
import { withLocalTimes } from "../../../words/local-times.ts";
import { UnitSwitch } from "../figures/UnitSwitch.tsx";
import { limitLine } from "../limit-line.ts";
import { useRenewed } from "../use-renewed.ts";
import { MonthFigure } from "./MonthFigure.tsx";
import { RunOutTable } from "./RunOutTable.tsx";

const renewMs = 60_000;

/** How far the keys reach at this week's pace: in words, in times, and as the month's running sum. */
export function MonthCard() {
  const call = useCall();
  const now = useNow(renewMs);
  const keys = useSnapshot((snapshot) => snapshot.keys);
  const [unit, setUnit] = useState<LimitUnit>("requests");
  const { value: forecast, error } = useRenewed(
    useCallback(() => call("quota/forecast"), [call]),
    now,
  );
  const isUsed = forecast?.month.some(({ used }) => used !== null && used.requests > 0) ?? false;
  return (
    <section className="card" aria-labelledby="month-title">
      <h2 id="month-title">This month, and how far it reaches</h2>
      <ErrorLine error={error} />
      {forecast && (
        <>
          <Text size="sm" mt={4} role="status" fw={600}>
            {withLocalTimes(forecast.sentence, forecast.at)}
          </Text>
          {!forecast.sentence.includes(forecast.basis.missing) && (
            <Text size="sm" c="dimmed">
              {forecast.basis.missing}
            </Text>
          )}
          {forecast.keys.length > 0 && <RunOutTable forecast={forecast} now={now} />}
          {isUsed ? (
            <div className="with-switch">
              <UnitSwitch value={unit} onChange={setUnit} />
              <MonthFigure forecast={forecast} unit={unit} limit={limitLine(keys, "month", unit, null)} now={now} />
            </div>
          ) : (
            <Text size="sm" c="dimmed" mt="xs">
              No key has been used this month. Once one has, the running sum of the month will stand here, with what is
              expected of its rest and the limit.
            </Text>
          )}
        </>
      )}
    </section>
  );
}
