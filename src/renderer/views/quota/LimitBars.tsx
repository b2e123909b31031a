import { Anchor, Stack, Text } from "@mantine/core";
import type { KeyStatus } from "../../../shared/models.ts";
import { LimitBar } from "../../components/LimitBar.tsx";
import { Tag } from "../../components/Tag.tsx";
import { useSnapshot } from "../../state/panel-context.tsx";
import { formatNumber } from "../../words/format.ts";
import { keyStateWords } from "../../words/tables.ts";

/** Each key's use against its limits. */
export function LimitBars() {
  const keys = useSnapshot((snapshot) => snapshot.keys);
  return (
    <section className="card" aria-labelledby="limits-title">
      <h2 id="limits-title">Use of each key against its limits</h2>
      {keys.length === 0 && (
        <Text size="sm" c="dimmed">
          There is no key yet, so nothing can be used up.{" "}
          <Anchor href="#keys" inherit>
            Add a key
          </Anchor>
          , and its use will stand here, with bars against the limits that you give it.
        </Text>
      )}
      <Stack gap="sm" mt={keys.length > 0 ? "xs" : 0}>
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
        {formatNumber(month.requests)} this month.{" "}
        <Anchor href="#keys" inherit>
          Set its limits
        </Anchor>{" "}
        to see how much is left.
      </Text>
    );
  }
  return (
    <Stack gap={6}>
      {limits.map((limit) => (
        <LimitBar key={`${limit.window} ${limit.unit}`} keyStatus={keyStatus} limit={limit} />
      ))}
    </Stack>
  );
}
