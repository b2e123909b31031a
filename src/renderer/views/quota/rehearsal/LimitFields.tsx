import { Group, Select, Stack, Switch, Text } from "@mantine/core";
import { countingInWords, limitsInWords } from "../../../../shared/limit-words.ts";
import { countingWith } from "../../../../shared/quota-presets.ts";
import { LimitRows } from "../../../components/LimitRows.tsx";
import { type DraftLimit, limitsOf } from "../../../components/limit-drafts.ts";
import { useSnapshot } from "../../../state/panel-context.tsx";
import { choiceOf, limitChoices } from "./limit-choices.ts";
import { type RehearsalDraft, withScenario } from "./rehearsal-draft.ts";
import type { RehearsalForm } from "./use-rehearsal-draft.ts";

const given = "given";

/** What the service allows each key, by plan or as the owner has entered it. */
export function LimitFields({ form }: { form: RehearsalForm }) {
  const { draft, change } = form;
  const choices = limitChoices(useSnapshot(({ keys }) => keys));
  const { limits, limitsAreKnown, overheadCharacters } = draft.scenario;
  const rows = limits.map((limit, row) => ({ ...limit, row }));
  const valid = limitsOf(rows);
  const chosen = choiceOf(choices, limits);
  const choose = (value: string | null) => {
    const choice = choices.find((one) => one.value === value);
    if (!choice) return;
    const counting = countingWith(choice, chosen, overheadCharacters);
    change((known) => withScenario(known, { limits: [...choice.limits], overheadCharacters: counting }));
  };
  return (
    <Stack gap={4}>
      <Group gap="sm" align="flex-end">
        <Select
          label="Limits of each key"
          w={270}
          data={[
            ...(chosen ? [] : [{ value: given, label: "As given" }]),
            ...choices.map(({ value, label }) => ({ value, label })),
          ]}
          value={chosen?.value ?? given}
          onChange={choose}
        />
        <Switch
          mb={6}
          label="The bot knows these limits"
          checked={limitsAreKnown}
          onChange={({ currentTarget: { checked } }) =>
            change((known) => withScenario(known, { limitsAreKnown: checked }))
          }
        />
      </Group>
      <Text size="sm" c="dimmed">
        {valid && `Each key: ${limitsInWords(valid)}.`} {chosen?.note}
        {typeof overheadCharacters !== "string" && ` Counted is ${countingInWords(overheadCharacters)}.`}
      </Text>
      <LimitRows
        drafts={rows}
        onChange={(next) => change((known) => withScenario(known, { limits: changedLimits(known, next) }))}
      />
    </Stack>
  );
}

/** The rows of the editor are the places in the draft. */
function changedLimits(
  { scenario: { limits } }: RehearsalDraft,
  change: (rows: readonly DraftLimit[]) => DraftLimit[],
): RehearsalDraft["scenario"]["limits"] {
  return change(limits.map((limit, row) => ({ ...limit, row }))).map(({ row: _, ...limit }) => limit);
}
