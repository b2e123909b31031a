import { Button, Group, Text } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { OutsideLink } from "../../components/OutsideLink.tsx";
import { Tag } from "../../components/Tag.tsx";
import { useCall, useSnapshot } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { plural } from "../../words/format.ts";
import { botStateWords } from "../../words/tables.ts";
import { AddKey } from "../keys/AddKey.tsx";
import { PersonaChoice } from "../personas/PersonaChoice.tsx";
import { KeyPicture } from "./pictures/pictures.tsx";
import { StepShell } from "./StepShell.tsx";
import type { StepProps } from "./steps.ts";

export function KeyStep({ state, check, cancel, onNext }: StepProps) {
  const count = useSnapshot(({ keys }) => keys.length);
  return (
    <StepShell
      state={state}
      checkLabel="Try the keys with a real call"
      onCheck={check}
      onCancel={cancel}
      onNext={onNext}
      picture={<KeyPicture />}
    >
      <Text size="sm">
        Make a token on{" "}
        <OutsideLink href="https://huggingface.co/settings/tokens/new?tokenType=fineGrained">Hugging Face</OutsideLink>,
        fine-grained, with the one permission "Make calls to Inference Providers". Another service or a server of your
        own is set under Settings, Inference. Without a key the understudy answers, from the persona's own lines.
      </Text>
      {count > 0 && <Text size="sm">{plural(count, "key")} stored; order and limits are set under Keys.</Text>}
      <AddKey onAdded={check} />
    </StepShell>
  );
}

export function PersonaStep({ state, check, cancel, onNext }: StepProps) {
  return (
    <StepShell state={state} checkLabel="Check the personas" onCheck={check} onCancel={cancel} onNext={onNext}>
      <Text size="sm">
        Who is your bot? Choose a character to begin with. Under Settings, Persona, you write your own, with a test
        beside it, or import a character card.
      </Text>
      <PersonaChoice />
    </StepShell>
  );
}

/** The last step: hear it, then let it out. */
export function ReplyStep({ state, check, cancel }: StepProps) {
  const call = useCall();
  const { state: botState, name } = useSnapshot(({ status }) => status);
  const { run, error, isRunning } = useAction();
  const isOnline = botState === "online";
  const isStartable = botState === "stopped" || botState === "failed";
  return (
    <StepShell state={state} checkLabel="Say hello to it" onCheck={check} onCancel={cancel}>
      <Text size="sm">
        The same stages as in Discord, with a real answer, and nothing is posted. If you like what it says, bring it
        online and mention it in your server.
      </Text>
      <Group gap="sm" role="status">
        <Tag words={botStateWords[botState]} />
        {isOnline && <Text size="sm">{`Mention ${name ?? "the bot"} in your server, and watch it under Live.`}</Text>}
      </Group>
      {isStartable && (
        <Group>
          <Button
            leftSection={<IconPlayerPlay size={14} aria-hidden />}
            loading={isRunning}
            onClick={() => void run(() => call("bot/start"))}
          >
            Bring the bot online
          </Button>
        </Group>
      )}
      <ErrorLine error={error} />
    </StepShell>
  );
}
