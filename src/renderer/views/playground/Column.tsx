import { ActionIcon, Group, Text } from "@mantine/core";
import { IconAdjustments, IconMessages, IconX } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { visibleText } from "../../../shared/visible-text.ts";
import { Empty } from "../../components/Empty.tsx";
import { useSnapshot } from "../../state/panel-context.tsx";
import { type ColumnState, type Guise, isAsConfigured, isWaiting, understudyAlone } from "./columns.ts";
import { Exchange } from "./Exchange.tsx";
import { GuiseFields } from "./GuiseFields.tsx";

interface ColumnProps {
  column: ColumnState;
  /** 1 for the first. */
  place: number;
  isAlone: boolean;
  /** A persona that is being written is played where no other is chosen. */
  isDraft: boolean;
  onChange(guise: Guise): void;
  onRemove(): void;
  onCancel(run: number): void;
}

/** One chat, with whom it is held and what was said. */
export function Column({ column, place, isAlone, isDraft, onChange, onRemove, onCancel }: ColumnProps) {
  const { guise, exchanges } = column;
  // A chat that was opened to compare is chosen first, and read afterwards.
  const [isOpened, setOpened] = useState<boolean | null>(null);
  const editsGuise = isOpened ?? (place > 1 && exchanges.length === 0);
  const end = useRef<HTMLDivElement>(null);
  const title = useGuiseTitle(guise, isDraft);
  const newest = exchanges.at(-1);

  useEffect(() => {
    if (newest) end.current?.scrollIntoView({ block: "nearest" });
  }, [newest]);

  return (
    <section className="card playground-column" aria-label={isAlone ? "Chat with the bot" : `Chat ${place}: ${title}`}>
      <Group gap={6} wrap="nowrap" justify="space-between">
        <Text fw={600} size="sm" truncate title={title}>
          {title}
        </Text>
        <Group gap={4} wrap="nowrap">
          <ActionIcon
            variant="default"
            aria-label={isAlone ? "Persona, model and key" : `Persona, model and key of chat ${place}`}
            aria-expanded={editsGuise}
            title="Persona, model and key"
            onClick={() => setOpened(!editsGuise)}
          >
            <IconAdjustments size={15} aria-hidden />
          </ActionIcon>
          {!isAlone && (
            <ActionIcon variant="default" aria-label={`Close chat ${place}`} title="Close this chat" onClick={onRemove}>
              <IconX size={15} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      </Group>
      {editsGuise && <GuiseFields guise={guise} isDraft={isDraft} onChange={onChange} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard too. */}
      <div className="playground-said" role="log" aria-label="Conversation" aria-busy={isWaiting(column)} tabIndex={0}>
        {exchanges.length === 0 && (
          <Empty Icon={IconMessages} title="Say something to your bot">
            {place === 1
              ? `It answers as in Discord: with ${playedWords(isDraft)}, and with the first key that is ready. Without a key the understudy answers from the persona's own lines.`
              : "Choose another persona, model or key above; every chat is asked the same."}
          </Empty>
        )}
        {exchanges.map((exchange, index) => (
          <Exchange
            key={exchange.run}
            exchange={exchange}
            name={isAlone ? `question ${index + 1}` : `question ${index + 1} of chat ${place}`}
            onCancel={isAlone ? null : () => onCancel(exchange.run)}
          />
        ))}
        <div ref={end} />
      </div>
    </section>
  );
}

function playedWords(isDraft: boolean): string {
  return isDraft ? "the persona as it stands here, saved or not" : "the active profile's persona";
}

/** With whom this chat is held, in a line. */
function useGuiseTitle(guise: Guise, isDraft: boolean): string {
  const personas = useSnapshot((snapshot) => snapshot.personas);
  const keys = useSnapshot((snapshot) => snapshot.keys);
  if (isAsConfigured(guise)) return isDraft ? "As written here" : "As configured";
  const { personaId, model, answeredBy } = guise;
  const key = keys.find(({ id }) => id === answeredBy);
  return [
    personas.find(({ id }) => id === personaId)?.name,
    visibleText(model.trim()),
    answeredBy === understudyAlone ? "understudy alone" : key && `key "${key.label}"`,
  ]
    .filter(Boolean)
    .join(" · ");
}
