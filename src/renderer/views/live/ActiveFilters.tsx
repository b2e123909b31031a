import { Button, Group } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { visibleText } from "../../../shared/visible-text.ts";
import { Zoned } from "../../components/Zoned.tsx";
import { formatMoment, formatUtc } from "../../words/format.ts";
import { isUtcHere } from "../../words/reader-zone.ts";
import type { ClearableFilterProps } from "./LiveFilter.tsx";
import type { LogFilter } from "./log-filter.ts";

/** The conditions behind the Filters button, each with a way out of it. */
export function ActiveFilters({ filter, onClear }: ClearableFilterProps) {
  const active = activeOnes(filter, Date.now());
  if (active.length === 0) return null;
  return (
    <Group gap={6} mb={6} role="group" aria-label="Active filters">
      {active.map(({ text, utc, without }) => (
        <Button
          key={text}
          variant="light"
          size="compact-xs"
          maw={320}
          aria-label={`Remove the filter ${text}`}
          rightSection={<IconX size={12} aria-hidden />}
          onClick={() => onClear({ ...filter, ...without }, `The filter ${text} is removed.`)}
        >
          {utc === undefined ? (
            text
          ) : (
            <Zoned utc={isUtcHere(utc) ? null : formatUtc(utc)} isPart>
              {text}
            </Zoned>
          )}
        </Button>
      ))}
    </Group>
  );
}

interface ActiveFilter {
  text: string;
  /** The time in the text, where it holds one. */
  utc?: number;
  without: Partial<LogFilter>;
}

function activeOnes(filter: LogFilter, now: number): ActiveFilter[] {
  const { channel, member, key, since, until } = filter;
  return [
    channel && { text: `in #${visibleText(channel.name)}`, without: { channel: null } },
    member && { text: `by ${visibleText(member.name)}`, without: { member: null } },
    key !== null && { text: `with key "${visibleText(key)}"`, without: { key: null } },
    since !== null && { text: `from ${formatMoment(since, now)}`, utc: since, without: { since: null } },
    until !== null && { text: `until ${formatMoment(until, now)}`, utc: until, without: { until: null } },
  ].filter((one) => one !== null && one !== false);
}
