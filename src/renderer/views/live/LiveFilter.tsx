import { Button, Checkbox, Group, Popover, TextInput } from "@mantine/core";
import { IconChevronDown, IconSearch } from "@tabler/icons-react";
import { outcomes } from "../../../shared/models.ts";
import { popoverFit } from "../../components/popover-fit.ts";
import { Tag } from "../../components/Tag.tsx";
import { outcomeWords } from "../../words/tables.ts";
import { ActiveFilters } from "./ActiveFilters.tsx";
import { FilterPicker } from "./FilterPicker.tsx";
import { defaultFilter, isDefaultFilter, type LogFilter } from "./log-filter.ts";

export interface LiveFilterProps {
  filter: LogFilter;
  onChange(filter: LogFilter): void;
}

export function LiveFilter({ filter, onChange }: LiveFilterProps) {
  return (
    <search>
      <Group gap="xs" mb={6}>
        <TextInput
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
        <Button variant="default" disabled={isDefaultFilter(filter)} onClick={() => onChange(defaultFilter)}>
          Reset
        </Button>
      </Group>
      <ActiveFilters filter={filter} onChange={onChange} />
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
