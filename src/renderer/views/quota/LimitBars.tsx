import { Progress, Stack, Text } from "@mantine/core";
import type { KeyStatus } from "../../../shared/models.ts";
import type { Limit } from "../../../shared/settings.ts";
import { Tag } from "../../components/Tag.tsx";
import { useSnapshot } from "../../state/panel-context.tsx";
import { formatNumber } from "../../words/format.ts";
import { keyStateWords } from "../../words/tables.ts";

const nearlyFull = 0.8;

/** Each key's use against its limits. */
export function LimitBars() {
  const keys = useSnapshot((snapshot) => snapshot.keys);
  return (
    <section className="card" aria-labelledby="limits-title">
      <h2 id="limits-title">Use of each key against its limits</h2>
      {keys.length === 0 && (
        <Text size="sm" c="dimmed">
          There is no key yet; add one under Keys.
        </Text>
      )}
      <Stack gap="sm" mt="xs">
        {keys.map((key) => (
          <div key={key.id}>
            <Text size="sm" fw={600} component="div">
              {key.label} <Tag words={keyStateWords[key.state]} />
            </Text>
            <KeyBars keyStatus={key} />
          </div>
        ))}
      </Stack>
    </section>
  );
}

function KeyBars({ keyStatus }: { keyStatus: KeyStatus }) {
  const { limits, hour, day, month } = keyStatus;
  if (limits.length === 0) {
    return (
      <Text size="sm" c="dimmed" className="figures">
        No limits set. Requests: {formatNumber(hour.requests)} this hour, {formatNumber(day.requests)} today,{" "}
        {formatNumber(month.requests)} this month.
      </Text>
    );
  }
  return limits.map((limit) => <LimitBar key={`${limit.window} ${limit.unit}`} keyStatus={keyStatus} limit={limit} />);
}

function LimitBar({ keyStatus, limit: { window, unit, amount } }: { keyStatus: KeyStatus; limit: Limit }) {
  const used = keyStatus[window][unit];
  const share = used / amount;
  const words = `${formatNumber(used)} of ${formatNumber(amount)} ${unit} this ${window} (${Math.floor(share * 100)} %)`;
  return (
    <div>
      <Text size="sm" className="figures">
        {words}
        {share >= 1 ? ": reached" : share >= nearlyFull && ": nearly reached"}
      </Text>
      <Progress
        value={Math.min(100, share * 100)}
        color={share >= 1 ? "red" : share >= nearlyFull ? "orange" : "indigo"}
        aria-label={`${keyStatus.label}: ${words}`}
      />
    </div>
  );
}
