import { Button, Popover, Select, Stack } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import type { LogFacet, LogFacets } from "../../../shared/log-query.ts";
import { visibleText } from "../../../shared/visible-text.ts";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { popoverFit } from "../../components/popover-fit.ts";
import { useCall } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import type { LiveFilterProps } from "./LiveFilter.tsx";
import type { FilterChoice } from "./log-filter.ts";
import { TimeFields } from "./TimeFields.tsx";

const noFacets: LogFacets = { channels: [], members: [], keys: [] };

/** Channel, member, key and time; what there is to choose from comes out of the log each time it is opened. */
export function FilterPicker({ filter, onChange }: LiveFilterProps) {
  const call = useCall();
  const asked = useAction();
  const [facets, setFacets] = useState(noFacets);
  const read = async () => {
    const found = await asked.run(() => call("log/facets"));
    if (found) setFacets(found);
  };
  const inForce = [filter.channel, filter.member, filter.key, filter.since ?? filter.until].filter(
    (one) => one !== null,
  );
  const keys = facets.keys.map(({ value }) => value);
  const choices = filter.key === null || keys.includes(filter.key) ? keys : [filter.key, ...keys];
  return (
    <Popover
      middlewares={popoverFit}
      position="bottom-end"
      shadow="md"
      width={350}
      trapFocus
      onOpen={() => void read()}
    >
      <Popover.Target>
        <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
          Filters{inForce.length > 0 && ` (${inForce.length})`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Filters">
        <Stack gap="xs">
          <ErrorLine error={asked.error} />
          <FacetSelect
            label="Channel"
            facets={facets.channels}
            chosen={filter.channel}
            onChoose={(channel) => onChange({ ...filter, channel })}
          />
          <FacetSelect
            label="Member"
            facets={facets.members}
            chosen={filter.member}
            onChoose={(member) => onChange({ ...filter, member })}
          />
          <Select
            label="Answered with the key"
            placeholder="Any key"
            data={choices.map((value) => ({ value, label: visibleText(value) }))}
            value={filter.key}
            clearable
            clearButtonProps={{ "aria-label": "Any key" }}
            comboboxProps={{ withinPortal: false }}
            onChange={(key) => onChange({ ...filter, key })}
          />
          <TimeFields filter={filter} onChange={onChange} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

interface FacetSelectProps {
  label: string;
  facets: readonly LogFacet[];
  chosen: FilterChoice | null;
  onChoose(choice: FilterChoice | null): void;
}

function FacetSelect({ label, facets, chosen, onChoose }: FacetSelectProps) {
  const isListed = chosen === null || facets.some(({ value }) => value === chosen.value);
  const choices: readonly FilterChoice[] = isListed ? facets : [chosen, ...facets];
  const any = `Any ${label.toLowerCase()}`;
  return (
    <Select
      label={label}
      placeholder={any}
      nothingFoundMessage="None in the newest 20,000 messages"
      data={choices.map(({ value, name }) => ({ value, label: visibleText(name) || value }))}
      value={chosen?.value ?? null}
      searchable
      clearable
      clearButtonProps={{ "aria-label": any }}
      comboboxProps={{ withinPortal: false }}
      onChange={(value) => onChoose(choices.find((choice) => choice.value === value) ?? null)}
    />
  );
}
