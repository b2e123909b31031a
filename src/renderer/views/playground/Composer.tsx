import { Button, Group, Textarea } from "@mantine/core";
import { IconColumns2, IconEraser, IconPlayerStop, IconSend } from "@tabler/icons-react";
import type { KeyboardEvent, ReactNode } from "react";
import { formatNumber } from "../../words/format.ts";
import { type ColumnState, isWaiting, maxColumns } from "./columns.ts";

const maxCharacters = 4000;

interface ComposerProps {
  columns: ColumnState[];
  /** False while the persona that is to be tried cannot be played yet. */
  isReady: boolean;
  text: string;
  onType(text: string): void;
  onAsk(text: string): void;
  onCancelAll(): void;
  onCompare(): void;
  onClear(): void;
  children?: ReactNode;
}

/** Where the next question is written; it goes to every chat at once. */
export function Composer({
  columns,
  isReady,
  text,
  onType,
  onAsk,
  onCancelAll,
  onCompare,
  onClear,
  children,
}: ComposerProps) {
  const isTooLong = text.length > maxCharacters;
  const isBusy = columns.some(isWaiting);
  const send = () => {
    if (text.trim() === "" || isTooLong || isBusy || !isReady) return;
    onAsk(text);
    onType("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <div className="card playground-composer">
      {children}
      <Textarea
        aria-label="Your message"
        placeholder="Your message. Enter sends, Shift and Enter begin a new line."
        description={isReady ? undefined : "Fill in the persona's fields first."}
        value={text}
        error={
          isTooLong &&
          `At most ${formatNumber(maxCharacters)} characters can be asked at once; these are ${formatNumber(text.length)}.`
        }
        autosize
        minRows={2}
        maxRows={6}
        onChange={({ currentTarget }) => onType(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Group justify="space-between" mt="xs" gap={6}>
        <Group gap={6}>
          <Button
            variant="default"
            leftSection={<IconColumns2 size={14} aria-hidden />}
            disabled={columns.length >= maxColumns}
            onClick={onCompare}
          >
            Compare with another
          </Button>
          <Button
            variant="subtle"
            leftSection={<IconEraser size={14} aria-hidden />}
            disabled={isBusy || columns.every(({ exchanges }) => exchanges.length === 0)}
            onClick={onClear}
          >
            Begin anew
          </Button>
        </Group>
        {isBusy ? (
          <Button
            ml="auto"
            variant="default"
            leftSection={<IconPlayerStop size={14} aria-hidden />}
            onClick={onCancelAll}
          >
            {columns.length > 1 ? "Cancel all" : "Cancel the answer"}
          </Button>
        ) : (
          <Button
            ml="auto"
            disabled={text.trim() === "" || isTooLong || !isReady}
            leftSection={<IconSend size={14} aria-hidden />}
            onClick={send}
          >
            {columns.length > 1 ? `Ask all ${columns.length}` : "Send"}
          </Button>
        )}
      </Group>
    </div>
  );
}
