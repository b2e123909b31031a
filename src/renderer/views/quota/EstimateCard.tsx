import { Button, Group, SimpleGrid, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import type { EstimateInput } from "../../../shared/estimate.ts";
import { ownTraffic } from "../../../shared/own-traffic.ts";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { useSnapshot } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { useReplaceable } from "../../state/use-replaceable.ts";
import { EstimateLimits } from "./EstimateLimits.tsx";
import { EstimateResult } from "./EstimateResult.tsx";
import { EstimateTraffic } from "./EstimateTraffic.tsx";
import { type EstimateDraft, readDraft, storyDraft } from "./estimate-fields.ts";
import { OwnTrafficButton } from "./OwnTrafficButton.tsx";
import { overheadOf } from "./overhead.ts";
import { useEstimate } from "./use-estimate.ts";
import "./estimate.css";

interface EstimateCardProps {
  /** Takes the estimate's figures on to a rehearsal; without it nothing is offered. */
  onRehearse?: (input: EstimateInput) => void;
}

/** The estimate, live as its inputs are typed. */
export function EstimateCard({ onRehearse }: EstimateCardProps) {
  const profiling = useAction();
  const { draft, change: setDraft, replace } = useReplaceable<EstimateDraft>("estimate", storyDraft);
  const [basis, setBasis] = useState("");
  const { input, issues } = useMemo(() => readDraft(draft), [draft]);
  const { estimate, error } = useEstimate(input);
  const keys = useSnapshot((snapshot) => snapshot.keys);
  const overheadCharacters = overheadOf(keys, draft);
  const part = { draft, issues, onChange: setDraft, onReplace: replace };
  const changeTraffic = (change: (known: EstimateDraft) => EstimateDraft) => {
    setDraft(change);
    setBasis("");
  };

  return (
    <section className="card" aria-labelledby="estimate-title">
      <Group justify="space-between" gap="xs">
        <h2 id="estimate-title">Estimate</h2>
        <Group gap="xs">
          <OwnTrafficButton
            action={profiling}
            onFound={(sentence, profile) => {
              setBasis(sentence);
              if (profile)
                replace("Your bot's own traffic is filled in.", (known) => ({ ...known, ...ownTraffic(profile) }));
            }}
          />
          {overheadCharacters !== null && (
            <Button
              variant="default"
              onClick={() =>
                replace("What your bot sends now is filled in.", (known) => ({ ...known, overheadCharacters }))
              }
            >
              Add what your bot sends now
            </Button>
          )}
          <Button
            variant="subtle"
            onClick={() => {
              replace("The example's figures are filled in.", storyDraft);
              setBasis("");
            }}
          >
            Reset to the example
          </Button>
        </Group>
      </Group>
      <Text size="sm" role="status">
        {basis}
      </Text>
      <ErrorLine error={profiling.error} />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg" verticalSpacing="sm" mt="xs">
        <EstimateTraffic
          {...part}
          onChange={changeTraffic}
          onReplace={(said, next) => {
            replace(said, next);
            setBasis("");
          }}
        />
        <EstimateLimits {...part} />
      </SimpleGrid>
      <ErrorLine error={error} />
      {estimate && <EstimateResult estimate={estimate} isStale={input === null} />}
      {onRehearse && (
        <Button variant="default" mt="sm" disabled={input === null} onClick={() => input && onRehearse(input)}>
          Rehearse this
        </Button>
      )}
    </section>
  );
}
