import { Button, Checkbox, Group, Popover, TextInput } from "@mantine/core";
import { IconChevronDown, IconSearch } from "@tabler/icons-react";
import { useMemo, useRef } from "react";
import { outcomes } from "../../../shared/models.ts";
import { useCommands } from "../../commands/command-context.tsx";
import { popoverFit } from "../../components/popover-fit.ts";
import { Tag } from "../../components/Tag.tsx";
import { useHashRequest } from "../../state/use-hash-view.ts";
import { outcomeWords } from "../../words/tables.ts";
import { ActiveFilters } from "./ActiveFilters.tsx";
import { FilterPicker } from "./FilterPicker.tsx";
import { defaultFilter, isDefaultFilter, type LogFilter } from "./log-filter.ts";

export interface LiveFilterProps {
  filter: LogFilter;
  onChange(filter: LogFilter): void;
}

/** `onClear` hears what is taken away at once, and how to say it. */
export interface ClearableFilterProps {
  filter: LogFilter;
  onClear(filter: LogFilter, said: string): void;
}

export function LiveFilter({ filter, onChange, onClear }: LiveFilterProps & ClearableFilterProps) {
  const search = useRef<HTMLInputElement>(null);
  useHashRequest("live", "search", (text) => {
    // Without words only the place is asked for: what was filtered stays.
    if (text !== "") onChange({ ...filter, search: text });
    search.current?.focus();
  });
  useCommands(
    useMemo(
      () => [
        {
          ...{ id: "search-log", group: "In this view", label: "Search the log", Icon: IconSearch },
          shortcut: "[Shift]+/",
          run: () => search.current?.focus(),
        },
      ],
      [],
    ),
  );
  return (
    <search>
      <Group gap="xs" mb={6}>
        <TextInput
          ref={search}
          aria-label="Search in messages, answers, authors and channels"
          placeholder="Search messages, answers, authors, channels"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={filter.search}
          maxLength={200}
          onChange={({ currentTarget }) => onChange({ ...filter, search: currentTarget.value })}
          style={{ flex: 1, minWidth: 180 }}
        />
        <OutcomePicker filter={filter} onChange={onChange} />
        <FilterPicker filter={filter} onChange={onChange} />
        <Button
          variant="default"
          disabled={isDefaultFilter(filter)}
          onClick={() => onClear(defaultFilter, "All filters are cleared.")}
        >
          Reset
        </Button>
      </Group>
      <ActiveFilters filter={filter} onClear={onClear} />
    </search>
  );
}

function OutcomePicker({ filter, onChange }: LiveFilterProps) {
  return (
    <Popover middlewares={popoverFit} position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
          Outcomes ({filter.outcomes.length} of {outcomes.length})
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Outcomes">
        <Checkbox.Group
          value={[...filter.outcomes]}
          onChange={(chosen) =>
            onChange({ ...filter, outcomes: outcomes.filter((outcome) => chosen.includes(outcome)) })
          }
        >
          {outcomes.map((outcome) => (
            <Checkbox key={outcome} value={outcome} size="xs" my={5} label={<Tag words={outcomeWords[outcome]} />} />
          ))}
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  );
}
