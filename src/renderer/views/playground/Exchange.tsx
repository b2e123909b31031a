import { Button, Group, Stack, Text } from "@mantine/core";
import { IconPlayerStop } from "@tabler/icons-react";
import { sentenceOf } from "../../../shared/errors.ts";
import type { PlaygroundAnswer, PlaygroundProgress } from "../../../shared/playground.ts";
import { visibleText } from "../../../shared/visible-text.ts";
import { AttemptTable } from "../../components/AttemptTable.tsx";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { MarkedText } from "../../components/MarkedText.tsx";
import { Said } from "../../components/Said.tsx";
import { StageWay } from "../../components/StageWay.tsx";
import { Tag } from "../../components/Tag.tsx";
import { useSnapshot } from "../../state/panel-context.tsx";
import { formatMs } from "../../words/format.ts";
import { outcomeWords, type Words } from "../../words/tables.ts";
import type { ExchangeState } from "./columns.ts";
import { costWords } from "./cost-words.ts";
import { PromptDetails } from "./PromptDetails.tsx";

interface ExchangeProps {
  exchange: ExchangeState;
  /** Tells its texts from those of others: `Chat 2, question 1`. */
  name: string;
  /** Null where the one button below ends it. */
  onCancel: (() => void) | null;
}

const cancelledWords: Words = { label: "Cancelled", tone: "quiet", Icon: IconPlayerStop };

/** One question with its answer, as it is written and once it is there, and the way between them. */
export function Exchange({ exchange: { text, progress, answer, error }, name, onCancel }: ExchangeProps) {
  return (
    <Stack gap={6} mb="md">
      <div>
        <Text size="xs" c="dimmed">
          You
        </Text>
        <MarkedText input={text} removed={answer?.removed ?? []} label={name} />
      </div>
      {!answer && !error && <Waiting progress={progress} name={name} onCancel={onCancel} />}
      {(error ?? answer?.outcome === "stopped") && progress?.text && (
        <Said text={progress.text} label={`Answer so far to ${name}`} />
      )}
      {answer && <Answer answer={answer} name={name} />}
      <ErrorLine error={error} />
    </Stack>
  );
}

interface WaitingProps extends Pick<ExchangeProps, "name" | "onCancel"> {
  progress: PlaygroundProgress | null;
}

function Waiting({ progress, name, onCancel }: WaitingProps) {
  return (
    <>
      <Group gap={6} justify="space-between">
        <Text size="xs" c="dimmed">
          {progress?.text ? "Being written" : "Being answered"}
        </Text>
        {onCancel && (
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconPlayerStop size={12} aria-hidden />}
            onClick={onCancel}
          >
            Cancel
          </Button>
        )}
      </Group>
      {progress?.text && <Said text={progress.text} label={`Answer so far to ${name}`} />}
      <StageWay stages={progress?.stages ?? []} {...(progress ? { current: progress.stage } : {})} />
    </>
  );
}

function Answer({ answer, name }: { answer: PlaygroundAnswer; name: string }) {
  const keys = useSnapshot((snapshot) => snapshot.keys);
  const { parts, reply, outcome, responder, keyLabel, stages, attempts, failure, prompt, costs } = answer;
  return (
    <>
      <Text size="xs" c="dimmed" component="div" className="figures">
        <Tag words={outcome === "stopped" ? cancelledWords : outcomeWords[outcome]} />
        {responder === "model" && " by the model"}
        {keyLabel && ` with key "${visibleText(keyLabel)}"`}
        {parts.length > 1 && `, in ${parts.length} parts`}
        {timeWords(answer)}
      </Text>
      {reply !== "" && <Parts parts={parts.length > 0 ? parts : [reply]} name={`Answer to ${name}`} />}
      {failure && (
        // That no key could be asked is a way to answer, and no error.
        <Text size="sm" c={attempts.length === 0 && reply !== "" ? "dimmed" : "var(--mantine-color-error)"}>
          {visibleText(sentenceOf(failure))}
        </Text>
      )}
      {costWords(costs, keys).map((sentence) => (
        <Text key={sentence} size="xs" c="dimmed" className="figures">
          {sentence}
        </Text>
      ))}
      <StageWay stages={stages} />
      {(attempts.length > 1 || failure) && <AttemptTable attempts={attempts} />}
      <PromptDetails prompt={prompt} isSent={attempts.length > 0} name={name} />
    </>
  );
}

/** The messages as Discord would show them. */
function Parts({ parts, name }: { parts: string[]; name: string }) {
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts are never reordered, and may be alike.
    <Said key={index} text={part} label={parts.length > 1 ? `${name}, part ${index + 1}` : name} />
  ));
}

function timeWords({ totalMs, firstWordsMs }: PlaygroundAnswer): string {
  const first = firstWordsMs === null ? "" : `, first words after ${formatMs(firstWordsMs)}`;
  return ` · ${formatMs(totalMs)}${first}`;
}
