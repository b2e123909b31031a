import { Button, Group, Stack, Text } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { type RefObject, useEffect, useRef } from "react";
import type { EstimateInput } from "../../../../shared/estimate.ts";
import { ErrorLine } from "../../../components/ErrorLine.tsx";
import { useCall, useSnapshot } from "../../../state/panel-context.tsx";
import { useAction } from "../../../state/use-action.ts";
import { withEstimate } from "./from-estimate.ts";
import { RehearsalFields } from "./RehearsalFields.tsx";
import { RehearsalOutcome } from "./RehearsalOutcome.tsx";
import { workInWords } from "./rehearsal-work.ts";
import { ScenarioButtons } from "./ScenarioButtons.tsx";
import { type RehearsalForm, useRehearsalDraft } from "./use-rehearsal-draft.ts";

/** Set by the estimate: `Rehearse this`. A new object for each time it is asked for. */
export interface HandedEstimate {
  input: EstimateInput;
}

/** A day of a server's traffic through the real bot, before the server meets it. */
export function RehearsalCard({ handed }: { handed: HandedEstimate | null }) {
  const call = useCall();
  const { run, error, isRunning } = useAction();
  const form = useRehearsalDraft();
  const rehearsal = useSnapshot((snapshot) => snapshot.rehearsal);
  const heading = useRef<HTMLHeadingElement>(null);
  useHandedEstimate(handed, form, heading);

  const start = () => {
    const { request } = form;
    if (request) void run(() => call("rehearsal/start", request));
  };
  return (
    <section className="card" aria-labelledby="rehearsal-title">
      <h2 id="rehearsal-title" ref={heading} tabIndex={-1}>
        Rehearsal
      </h2>
      <Text size="sm" c="dimmed" mb="xs">
        Plays a server's traffic through the real queue and key ring, many times with different chance, as fast as this
        machine can. Nothing is sent, and no key is used: those of the rehearsal are fresh when it begins.
      </Text>
      <Stack gap="sm">
        <div>
          <ScenarioButtons form={form} />
        </div>
        <RehearsalFields form={form} />
        <Group gap="sm">
          <Button
            leftSection={<IconPlayerPlay size={14} aria-hidden />}
            disabled={!form.request || rehearsal?.state === "running"}
            loading={isRunning}
            onClick={start}
          >
            Rehearse
          </Button>
          <Text size="sm" c="dimmed">
            {form.request ? workInWords(form.request) : "Correct the marked fields first."}
          </Text>
        </Group>
        <ErrorLine error={error} />
        {rehearsal ? (
          <RehearsalOutcome rehearsal={rehearsal} />
        ) : (
          <Text size="sm" c="dimmed">
            Nothing has been rehearsed yet. What comes of it will stand here: how the messages end, how long members
            wait, when the keys run out, and what would help.
          </Text>
        )}
      </Stack>
    </section>
  );
}

/** Takes the estimate's figures over, and brings the reader to where they are rehearsed. */
function useHandedEstimate(
  handed: HandedEstimate | null,
  { replace }: RehearsalForm,
  target: RefObject<HTMLElement | null>,
): void {
  const last = useRef<HandedEstimate | null>(null);
  useEffect(() => {
    if (!handed || handed === last.current) return;
    last.current = handed;
    replace("The estimate's figures are taken over.", (draft) => withEstimate(draft, handed.input));
    target.current?.focus();
  }, [handed, replace, target]);
}
