import { Group, SimpleGrid, Stack, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { BotChoices } from "./BotChoices.tsx";
import { BurstList } from "./BurstList.tsx";
import { BusyHoursFields } from "./BusyHoursFields.tsx";
import { LimitFields } from "./LimitFields.tsx";
import { NumberFields } from "./NumberFields.tsx";
import { withScenario } from "./rehearsal-draft.ts";
import { finerFields, mainFields } from "./rehearsal-fields.ts";
import type { RehearsalForm } from "./use-rehearsal-draft.ts";

const nameField = { path: "scenario.name", label: "Name" };
const beginField = { path: "scenario.startAt" };

/** Everything that a rehearsal can be told; what is rarely changed is folded away. */
export function RehearsalFields({ form }: { form: RehearsalForm }) {
  const { draft, issues, change } = form;
  const [isUnfolded, setUnfolded] = useState(false);
  const hasHiddenIssue = [nameField, beginField, ...finerFields].some(({ path }) => issues[path] !== undefined);
  return (
    <Stack gap="sm">
      <NumberFields fields={mainFields} form={form} />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm" style={{ alignItems: "start" }}>
        <LimitFields form={form} />
        <BusyHoursFields form={form} />
      </SimpleGrid>
      <BurstList form={form} />
      <details
        className="finer"
        open={isUnfolded || hasHiddenIssue}
        onToggle={({ currentTarget }) => setUnfolded(currentTarget.open)}
      >
        <summary>Finer points</summary>
        <Stack gap="sm" mt="xs">
          <NumberFields fields={finerFields} form={form} />
          <Group gap="md" align="flex-end">
            <TextInput
              label={nameField.label}
              w={220}
              value={draft.scenario.name}
              error={issues[nameField.path]}
              onChange={({ currentTarget: { value } }) => change((known) => withScenario(known, { name: value }))}
            />
            <TextInput
              label="Begins at (UTC)"
              w={200}
              value={draft.scenario.startAt}
              error={issues[beginField.path]}
              onChange={({ currentTarget: { value } }) => change((known) => withScenario(known, { startAt: value }))}
            />
            <BotChoices form={form} />
            <Switch
              mb={6}
              label="Compare with what-ifs"
              checked={draft.whatIfs}
              onChange={({ currentTarget: { checked } }) => change((known) => ({ ...known, whatIfs: checked }))}
            />
          </Group>
        </Stack>
      </details>
    </Stack>
  );
}
