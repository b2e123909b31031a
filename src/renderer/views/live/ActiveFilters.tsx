import { Button, Group } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { visibleText } from "../../../shared/visible-text.ts";
import { formatMoment } from "../../words/format.ts";
import type { LiveFilterProps } from "./LiveFilter.tsx";
import type { LogFilter } from "./log-filter.ts";

/** The conditions behind the Filters button, each with a way out of it. */
export function ActiveFilters({ filter, onChange }: LiveFilterProps) {
  const active = activeOnes(filter, Date.now());
  if (active.length === 0) return null;
  return (
    <Group gap={6} mb={6} role="group" aria-label="Active filters">
      {active.map(({ text, without }) => (
        <Button
          key={text}
          variant="light"
          size="compact-xs"
          maw={320}
          aria-label={`Remove the filter ${text}`}
          rightSection={<IconX size={12} aria-hidden />}
          onClick={() => onChange({ ...filter, ...without })}
        >
          {text}
        </Button>
      ))}
    </Group>
  );
}

function activeOnes(filter: LogFilter, now: number): { text: string; without: Partial<LogFilter> }[] {
  const { channel, member, key, since, until } = filter;
  return [
    channel && { text: `in #${visibleText(channel.name)}`, without: { channel: null } },
    member && { text: `by ${visibleText(member.name)}`, without: { member: null } },
    key !== null && { text: `with key "${visibleText(key)}"`, without: { key: null } },
    since !== null && { text: `from ${formatMoment(since, now)}`, without: { since: null } },
    until !== null && { text: `until ${formatMoment(until, now)}`, without: { until: null } },
  ].filter((one) => one !== null && one !== false);
}
