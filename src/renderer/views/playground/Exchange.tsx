import { Stack, Text } from "@mantine/core";
import { sentenceOf } from "../../../shared/errors.ts";
import type { PlaygroundReply } from "../../../shared/models.ts";
import { AttemptTable } from "../../components/AttemptTable.tsx";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { MarkedText } from "../../components/MarkedText.tsx";
import { Said } from "../../components/Said.tsx";
import { StageWay } from "../../components/StageWay.tsx";
import { Tag } from "../../components/Tag.tsx";
import { outcomeWords } from "../../words/tables.ts";
import type { ExchangeState } from "./Chat.tsx";

/** One question with its answer and the way between them. */
export function Exchange({ exchange: { text, reply, error } }: { exchange: ExchangeState }) {
  return (
    <Stack gap={6} mb="md">
      <div>
        <Text size="xs" c="dimmed">
          You
        </Text>
        <MarkedText input={text} removed={reply?.removed ?? []} label="Your message" />
      </div>
      {reply && <Answer reply={reply} />}
      <ErrorLine error={error} />
    </Stack>
  );
}

function Answer({ reply }: { reply: PlaygroundReply }) {
  const { parts, reply: answer, outcome, responder, keyLabel, stages, attempts, failure } = reply;
  const shown = parts.length > 0 ? parts : [answer];
  return (
    <>
      <Text size="xs" c="dimmed" component="div">
        <Tag words={outcomeWords[outcome]} />
        {responder === "model" && " by the model"}
        {keyLabel && ` with key "${keyLabel}"`}
        {parts.length > 1 && `, in ${parts.length} parts`}
      </Text>
      {answer !== "" &&
        shown.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts are never reordered, and may be alike.
          <Said key={index} text={part} label={shown.length > 1 ? `Answer, part ${index + 1}` : "Answer"} />
        ))}
      {failure && (
        <Text size="sm" c="var(--mantine-color-error)">
          {sentenceOf(failure)}
        </Text>
      )}
      <StageWay stages={stages} />
      {attempts.length > 0 && <AttemptTable attempts={attempts} />}
    </>
  );
}
