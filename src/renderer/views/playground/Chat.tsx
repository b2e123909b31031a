import { Button, Group, Loader, Switch, Textarea } from "@mantine/core";
import { IconMessages, IconSend } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { ErrorReport } from "../../../shared/errors.ts";
import type { PlaygroundReply } from "../../../shared/models.ts";
import type { Persona } from "../../../shared/persona.ts";
import { reportOfRejection } from "../../bridge/panel-bridge.ts";
import { Empty } from "../../components/Empty.tsx";
import { useCall } from "../../state/panel-context.tsx";
import { Exchange } from "./Exchange.tsx";

const maxCharacters = 4000;

export interface ExchangeState {
  id: number;
  text: string;
  /** Both null while the bot is at it. */
  reply: PlaygroundReply | null;
  error: ErrorReport | null;
}

interface ChatProps {
  /** A persona to be tried out in place of the active profile's; null while it cannot be played yet. */
  draft?: Persona | null;
}

/** A chat with the bot as it is configured, offline. */
export function Chat({ draft }: ChatProps) {
  const call = useCall();
  const [exchanges, setExchanges] = useState<ExchangeState[]>([]);
  const [text, setText] = useState("");
  const [understudyOnly, setUnderstudyOnly] = useState(false);
  const end = useRef<HTMLDivElement>(null);
  const isReady = draft !== null;
  const isWaiting = exchanges.some(({ reply, error }) => !reply && !error);
  const newest = exchanges.at(-1);

  useEffect(() => {
    if (newest) end.current?.scrollIntoView({ block: "end" });
  }, [newest]);

  const send = async () => {
    if (text.trim() === "" || isWaiting || !isReady) return;
    const id = exchanges.length;
    const conclude = (change: Partial<ExchangeState>) =>
      setExchanges((known) => known.map((one) => (one.id === id ? { ...one, ...change } : one)));
    setExchanges((known) => [...known, { id, text, reply: null, error: null }]);
    setText("");
    try {
      conclude({ reply: await call("playground/reply", { text, understudyOnly, ...(draft && { persona: draft }) }) });
    } catch (thrown) {
      conclude({ error: reportOfRejection(thrown) });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };

  return (
    <section className="card playground-chat" aria-label="Chat with the bot">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard too. */}
      <div className="playground-said" role="log" aria-label="Conversation" tabIndex={0}>
        {exchanges.length === 0 && (
          <Empty Icon={IconMessages} title="Say something to your bot">
            It answers with{" "}
            {draft === undefined ? "the active profile's persona" : "the persona as it stands here, saved or not"}.
            Without a key, or with the switch below, the understudy answers from the persona's own lines, without
            network.
          </Empty>
        )}
        {exchanges.map((exchange) => (
          <Exchange key={exchange.id} exchange={exchange} />
        ))}
        <div ref={end} />
      </div>
      <Textarea
        label="Your message"
        description={isReady ? "Enter sends, Shift and Enter begin a new line." : "Fill in the persona's fields first."}
        value={text}
        maxLength={maxCharacters}
        autosize
        minRows={2}
        maxRows={6}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Group justify="space-between" mt="xs">
        <Switch
          label="Understudy only"
          checked={understudyOnly}
          onChange={({ currentTarget }) => setUnderstudyOnly(currentTarget.checked)}
        />
        <Button
          disabled={text.trim() === "" || isWaiting || !isReady}
          leftSection={isWaiting ? <Loader size={12} aria-hidden /> : <IconSend size={14} aria-hidden />}
          onClick={() => void send()}
        >
          {isWaiting ? "Waiting for the answer" : "Send"}
        </Button>
      </Group>
    </section>
  );
}
