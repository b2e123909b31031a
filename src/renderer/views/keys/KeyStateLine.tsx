import { Text } from "@mantine/core";
import type { KeyStatus } from "../../../shared/models.ts";
import { Moment } from "../../components/Moment.tsx";
import { Tag } from "../../components/Tag.tsx";
import { useNow } from "../../state/use-now.ts";
import { formatCountdown } from "../../words/format.ts";
import { keyStateWords } from "../../words/tables.ts";

/** The key's state, why, what mends it, and when it ends by itself. */
export function KeyStateLine({ keyStatus: { state, reason, until } }: { keyStatus: KeyStatus }) {
  return (
    <Text size="sm" component="div">
      <Tag words={keyStateWords[state]} /> {until !== null && <Return until={until} />} {reason}
    </Text>
  );
}

function Return({ until }: { until: number }) {
  const now = useNow(1000);
  return (
    <span>
      back at <Moment at={until} isShort /> (in {formatCountdown(until, now)}).
    </span>
  );
}
