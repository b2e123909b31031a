import { Progress, Text } from "@mantine/core";
import type { KeyStatus } from "../../../shared/models.ts";
import { type LimitWindow, limitWindows } from "../../../shared/settings.ts";
import { LimitBar } from "../../components/LimitBar.tsx";
import { formatNumber, plural } from "../../words/format.ts";

const titles: Record<LimitWindow, string> = { hour: "This hour", day: "Today", month: "This month" };

interface KeyUseProps {
  keyStatus: KeyStatus;
  /** Requests of the busiest key in each window. */
  busiest: Record<LimitWindow, number>;
}

/** What the key has used in the current UTC hour, day and month, each against its limits. */
export function KeyUse({ keyStatus, busiest }: KeyUseProps) {
  return (
    <div className="key-use figures">
      {limitWindows.map((window) => {
        const limits = keyStatus.limits.filter((limit) => limit.window === window);
        const { requests, characters } = keyStatus[window];
        return (
          <div key={window}>
            <Text size="xs" c="dimmed">
              {titles[window]}
            </Text>
            {limits.map((limit) => (
              <LimitBar key={limit.unit} keyStatus={keyStatus} limit={limit} isShort />
            ))}
            {limits.length === 0 && (
              <>
                <Text size="sm">
                  {plural(requests, "request")}, {formatNumber(characters)} characters
                </Text>
                <Progress
                  value={busiest[window] === 0 ? 0 : (requests / busiest[window]) * 100}
                  color="gray.6"
                  aria-label={`${keyStatus.label}: ${plural(requests, "request")} ${titles[window].toLowerCase()}, no limit; the busiest key has ${formatNumber(busiest[window])}`}
                />
              </>
            )}
          </div>
        );
      })}
    </div>
  );
}

/** The most requests of any key, in each window: the measure where a key has no limit. */
export function busiestOf(keys: readonly KeyStatus[]): Record<LimitWindow, number> {
  const most = (window: LimitWindow) => Math.max(0, ...keys.map((key) => key[window].requests));
  return { hour: most("hour"), day: most("day"), month: most("month") };
}
