import { ActionIcon, Button, Text, Textarea } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { type Dispatch, memo, useCallback } from "react";
import { useUndo } from "../../state/use-undo.ts";
import type { DraftChange, ExampleDraft, LineDraft, RemovedLine } from "./persona-draft.ts";

interface ListProps {
  issues: ReadonlyMap<string, string>;
  /** Stable, so that typing in one row draws no other anew. */
  change: Dispatch<DraftChange>;
}

type Remove = (removed: RemovedLine, place: number) => void;

const nounOf: Record<RemovedLine["list"], string> = { examples: "Example", fallbacks: "Fallback line" };

/** Takes a line out of its list, and offers to put it back. */
function useRemove(change: Dispatch<DraftChange>): Remove {
  const undo = useUndo();
  return useCallback<Remove>(
    (removed, place) => {
      change({ type: "remove", list: removed.list, row: removed.line.row });
      undo.offer(`${nounOf[removed.list]} ${place} is removed.`, () =>
        change({ type: "put-back", place: place - 1, ...removed }),
      );
    },
    [change, undo],
  );
}

/** Questions with the character's answers. */
export function ExampleFields({ examples, issues, change }: ListProps & { examples: ExampleDraft[] }) {
  const remove = useRemove(change);
  return (
    <fieldset className="persona-lines">
      <legend>Examples</legend>
      <Text size="xs" c="dimmed">
        What members ask, and what the character says. The model sees a few of them, the understudy speaks with all.
      </Text>
      {examples.map((example, index) => (
        <ExampleRow
          key={example.row}
          example={example}
          place={index + 1}
          questionIssue={issues.get(`${example.row}.question`)}
          answerIssue={issues.get(`${example.row}.answer`)}
          remove={remove}
          change={change}
        />
      ))}
      <ListEnd
        issue={issues.get("examples")}
        label="Add an example"
        onAdd={() => change({ type: "add", list: "examples" })}
      />
    </fieldset>
  );
}

interface ExampleRowProps {
  example: ExampleDraft;
  place: number;
  questionIssue: string | undefined;
  answerIssue: string | undefined;
  remove: Remove;
  change: Dispatch<DraftChange>;
}

const ExampleRow = memo(({ example, place, questionIssue, answerIssue, remove, change }: ExampleRowProps) => {
  const { row, question, answer } = example;
  return (
    <div className="persona-line">
      <Textarea
        aria-label={`Question ${place}`}
        placeholder="Question"
        rows={1}
        value={question}
        error={questionIssue}
        onChange={({ currentTarget: { value } }) => change({ type: "example", row, part: "question", value })}
      />
      <Textarea
        aria-label={`Answer ${place}`}
        placeholder="Answer"
        rows={2}
        value={answer}
        error={answerIssue}
        onChange={({ currentTarget: { value } }) => change({ type: "example", row, part: "answer", value })}
      />
      <RemoveButton
        label={`Remove example ${place}`}
        onRemove={() => remove({ list: "examples", line: example }, place)}
      />
    </div>
  );
});

/** What the understudy says when no example is near enough. */
export function FallbackFields({ fallbacks, issues, change }: ListProps & { fallbacks: LineDraft[] }) {
  const remove = useRemove(change);
  return (
    <fieldset className="persona-lines">
      <legend>Fallback lines</legend>
      <Text size="xs" c="dimmed">
        Said by the understudy when no example is near enough to the question.
      </Text>
      {fallbacks.map((fallback, index) => (
        <FallbackRow
          key={fallback.row}
          fallback={fallback}
          place={index + 1}
          issue={issues.get(`${fallback.row}.text`)}
          remove={remove}
          change={change}
        />
      ))}
      <ListEnd
        issue={issues.get("fallbacks")}
        label="Add a line"
        onAdd={() => change({ type: "add", list: "fallbacks" })}
      />
    </fieldset>
  );
}

interface FallbackRowProps {
  fallback: LineDraft;
  place: number;
  issue: string | undefined;
  remove: Remove;
  change: Dispatch<DraftChange>;
}

const FallbackRow = memo(({ fallback, place, issue, remove, change }: FallbackRowProps) => (
  <div className="persona-line single">
    <Textarea
      aria-label={`Fallback line ${place}`}
      rows={1}
      value={fallback.text}
      error={issue}
      onChange={({ currentTarget: { value } }) => change({ type: "fallback", row: fallback.row, value })}
    />
    <RemoveButton
      label={`Remove line ${place}`}
      onRemove={() => remove({ list: "fallbacks", line: fallback }, place)}
    />
  </div>
));

function RemoveButton({ label, onRemove }: { label: string; onRemove(): void }) {
  return (
    <ActionIcon variant="subtle" color="gray" c="inherit" aria-label={label} title={label} onClick={onRemove}>
      <IconX size={14} aria-hidden />
    </ActionIcon>
  );
}

function ListEnd({ issue, label, onAdd }: { issue: string | undefined; label: string; onAdd(): void }) {
  return (
    <div>
      {issue && (
        <Text size="xs" c="var(--mantine-color-error)">
          {issue}
        </Text>
      )}
      <Button variant="subtle" size="compact-xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={onAdd}>
        {label}
      </Button>
    </div>
  );
}
