import { SimpleGrid, Text } from "@mantine/core";
import { boundsOf, type RehearsalResult } from "../../../../shared/rehearsal.ts";
import { formatNumber, plural } from "../../../words/format.ts";
import { daysOf } from "../usage/planned-day.ts";
import { OutcomeTable } from "./OutcomeTable.tsx";
import { RehearsedFigure } from "./RehearsedFigure.tsx";
import { occurrenceInWords } from "./rehearsed-rows.ts";
import { WaitTable } from "./WaitTable.tsx";
import { WhatIfTable } from "./WhatIfTable.tsx";

/** What a rehearsal came to: the answer first, then its reasons. */
export function RehearsalReport({ result }: { result: RehearsalResult }) {
  const { scenario, runs, seed, figures, messageCost, sentence } = result;
  const span = { begin: result.hours[0]?.hour ?? 0, days: daysOf(result) };
  return (
    <section aria-label="Result of the rehearsal" className="report">
      <Text fw={600} role="status">
        {sentence}
      </Text>
      <Text size="sm" c="dimmed" className="figures">
        {scenario.name}: {plural(scenario.days, "day")}, {plural(scenario.keys, "key")}, {plural(runs, "run")}, seed{" "}
        {formatNumber(seed)}. In brackets: {boundsOf(runs).words}.
      </Text>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md" mt="xs" style={{ alignItems: "start" }}>
        <OutcomeTable figures={figures} />
        <div>
          <WaitTable waitMs={figures.waitMs} />
          <dl className="facts figures">
            {scenario.keys > 1 && (
              <>
                <dt>The first key runs out</dt>
                <dd>{occurrenceInWords(figures.firstKeyOut, span)}</dd>
              </>
            )}
            <dt>{scenario.keys > 1 ? "The last key runs out" : "The key runs out"}</dt>
            <dd>{occurrenceInWords(figures.lastKeyOut, span)}</dd>
            <dt>A message counts about</dt>
            <dd>
              {plural(messageCost.characters, "character")}, {plural(messageCost.tokens, "token")}
            </dd>
            <dt>Requests to the service</dt>
            <dd>
              {formatNumber(Math.round(figures.requests.mid))} ({formatNumber(Math.round(figures.requests.low))} to{" "}
              {formatNumber(Math.round(figures.requests.high))})
            </dd>
          </dl>
        </div>
      </SimpleGrid>
      <RehearsedFigure result={result} />
      {result.whatIfs.length > 0 && <WhatIfTable result={result} />}
    </section>
  );
}
