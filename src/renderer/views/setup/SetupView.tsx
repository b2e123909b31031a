import { Accordion, Text } from "@mantine/core";
import { useWindowEvent } from "@mantine/hooks";
import { IconCircleDashed, IconLoader2 } from "@tabler/icons-react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Profile } from "../../../shared/settings.ts";
import { type SetupStep, setupSteps } from "../../../shared/setup.ts";
import { visibleText } from "../../../shared/visible-text.ts";
import { Tag } from "../../components/Tag.tsx";
import { useSnapshot } from "../../state/panel-context.tsx";
import { checkWords, type Words } from "../../words/tables.ts";
import { useActiveProfile } from "../settings/use-active-profile.ts";
import { stepViews } from "./steps.ts";
import { type SetupChecks, type StepState, useSetupChecks } from "./use-setup-checks.ts";
import "./setup.css";

const uncheckedWords: Words = { label: "Not checked yet", tone: "quiet", Icon: IconCircleDashed };
const runningWords: Words = { label: "Checking", tone: "info", Icon: IconLoader2 };

/** From nothing to a running bot, each step looked at as it is done. */
export function SetupView() {
  const { profile } = useActiveProfile();
  return <Guide key={profile.id} profile={profile} />;
}

function Guide({ profile }: { profile: Profile }) {
  const checks = useSetupChecks();
  const [open, setOpen] = useState<SetupStep | null>("token");
  const controls = useRef(new Map<SetupStep, HTMLButtonElement>());
  const lookAtBot = useFreeChecks(checks, profile);
  // Back from Discord's pages, where this step is done.
  useWindowEvent("focus", () => {
    if (open === "intents" || open === "invite") checks.check(open);
  });

  const goTo = (step: SetupStep) => {
    setOpen(step);
    // The button that was pressed goes away with its step.
    controls.current.get(step)?.focus();
  };

  return (
    <main className="view">
      <h1 tabIndex={-1}>Setup</h1>
      <Text size="sm" c="dimmed" mb="sm">
        {`From nothing to a running bot, for the profile "${visibleText(profile.name)}". Each step may be left and taken up again; quipdeck check says the same on the command line.`}
      </Text>
      <Accordion
        className="setup"
        order={2}
        variant="separated"
        chevronPosition="left"
        transitionDuration={0}
        value={open}
        onChange={(step) => setOpen(setupSteps.find((one) => one === step) ?? null)}
      >
        {setupSteps.map((step, index) => {
          const { title, Step } = stepViews[step];
          const next = setupSteps[index + 1];
          return (
            <Accordion.Item key={step} value={step}>
              <Accordion.Control
                ref={(control: HTMLButtonElement | null) => {
                  if (control) controls.current.set(step, control);
                }}
              >
                <span className="setup-title">
                  <span>{`${index + 1}. ${title}`}</span>
                  <Tag words={wordsOf(checks.stateOf(step))} />
                </span>
              </Accordion.Control>
              <Accordion.Panel>
                <Step
                  state={checks.stateOf(step)}
                  check={(channelId) => checks.check(step, channelId)}
                  cancel={() => checks.cancel(step)}
                  onTokenReplaced={lookAtBot}
                  onNext={next && (() => goTo(next))}
                />
              </Accordion.Panel>
            </Accordion.Item>
          );
        })}
      </Accordion>
    </main>
  );
}

/**
 * Looks by itself, and again after each change, at what costs nothing; a real call is made when the owner adds a key or
 * asks for it. Gives back what looks at the token's bot anew.
 */
function useFreeChecks({ check }: SetupChecks, { id, answerChannelIds, personaId }: Profile): () => void {
  const hasToken = useSnapshot(({ profilesWithToken }) => profilesWithToken.includes(id));
  const firstChannel = answerChannelIds[0];
  const lookAtApplication = useCallback(() => {
    check("token");
    check("invite");
  }, [check]);
  const lookAtServer = useCallback(() => {
    check("intents");
    if (firstChannel !== undefined) check("channel");
  }, [check, firstChannel]);
  useEffect(() => {
    if (hasToken) lookAtApplication();
  }, [hasToken, lookAtApplication]);
  useEffect(() => {
    if (hasToken) lookAtServer();
  }, [hasToken, lookAtServer]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice is judged anew.
  useEffect(() => check("persona"), [check, personaId]);
  return () => {
    lookAtApplication();
    lookAtServer();
  };
}

/** The worst that was found tells. */
function wordsOf({ isRunning, results }: StepState): Words {
  if (isRunning) return runningWords;
  const worst = (["broken", "warning", "fine"] as const).find((verdict) =>
    results?.some((result) => result.verdict === verdict),
  );
  return worst ? checkWords[worst] : uncheckedWords;
}
