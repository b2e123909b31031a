import { Button, Group, NumberInput, SimpleGrid, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useMemo, useState } from "react";
import type { Estimate } from "../../../shared/models.ts";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { useCall, useSnapshot } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { EstimateResult } from "./EstimateResult.tsx";
import { type EstimateDraft, estimateFields, readDraft, storyDraft } from "./estimate-fields.ts";
import { overheadOf } from "./overhead.ts";

const typingPauseMs = 200;

/** The estimate, live as its inputs are typed. */
export function EstimateCard() {
  const call = useCall();
  const { run, error } = useAction();
  const [draft, setDraft] = useState<EstimateDraft>(storyDraft);
  const [settled] = useDebouncedValue(draft, typingPauseMs);
  const [estimate, setEstimate] = useState<Estimate | null>(null);
  const { issues } = useMemo(() => readDraft(draft), [draft]);
  const overheadCharacters = overheadOf(
    useSnapshot((snapshot) => snapshot.keys),
    draft,
  );
  const hasIssues = Object.values(issues).some((issue) => issue !== undefined);

  useEffect(() => {
    const { input } = readDraft(settled);
    let isCurrent = true;
    if (input) {
      void run(() => call("quota/estimate", input)).then((found) => {
        if (isCurrent && found) setEstimate(found);
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [settled, call, run]);

  return (
    <section className="card" aria-labelledby="estimate-title">
      <Group justify="space-between">
        <h2 id="estimate-title">Estimate</h2>
        <Group gap="xs">
          {overheadCharacters !== null && (
            <Button variant="subtle" onClick={() => setDraft((known) => ({ ...known, overheadCharacters }))}>
              Add what your bot sends now
            </Button>
          )}
          <Button variant="subtle" onClick={() => setDraft(storyDraft())}>
            Reset to the example
          </Button>
        </Group>
      </Group>
      <SimpleGrid className="aligned-fields" cols={{ base: 2, sm: 3, lg: 5 }} spacing="xs" verticalSpacing="xs" mb="sm">
        {estimateFields.map(({ name, label, scale = 1, suffix }) => {
          const value = draft[name];
          return (
            <NumberInput
              key={name}
              label={label}
              value={value === "" ? "" : round(Number(value) * scale)}
              error={issues[name]}
              thousandSeparator=" "
              {...(suffix && { suffix })}
              onChange={(typed) =>
                setDraft((known) => ({ ...known, [name]: typed === "" ? "" : Number(typed) / scale }))
              }
            />
          );
        })}
      </SimpleGrid>
      <Text size="sm" c="dimmed" mb="xs">
        A key's limit counts all that is sent and received: to a member's own words come the persona, what is remembered
        and the answer, often more than a thousand characters for each message.
      </Text>
      <ErrorLine error={error} />
      {estimate && <EstimateResult estimate={estimate} isStale={hasIssues} />}
    </section>
  );
}

/** Hides what binary fractions leave behind, e.g. 7.000000000000001. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}
