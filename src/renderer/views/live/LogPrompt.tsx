import { Button, Text } from "@mantine/core";
import { useState } from "react";
import type { ChatMessage } from "../../../shared/models.ts";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { Name } from "../../components/Said.tsx";
import { useCall } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";

const roleWords: Record<ChatMessage["role"], string> = { system: "System", user: "Member", assistant: "Bot" };

/** What the model was sent for a message, once it is asked for. */
export function LogPrompt({ messageId }: { messageId: string }) {
  const call = useCall();
  const asked = useAction();
  const [prompt, setPrompt] = useState<readonly ChatMessage[] | null | undefined>();
  const read = async () => setPrompt(await asked.run(() => call("log/prompt", { messageId })));
  if (prompt === undefined) {
    return (
      <div>
        <Button variant="default" loading={asked.isRunning} onClick={() => void read()}>
          Show the prompt
        </Button>
        <ErrorLine error={asked.error} />
      </div>
    );
  }
  if (prompt === null) {
    return (
      <Text size="sm" c="dimmed">
        The prompt is no longer kept: Quipdeck remembers those of the newest 500 messages since its start, and stores
        none.
      </Text>
    );
  }
  return (
    <div>
      <Text size="xs" c="dimmed">
        What the model was sent
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long prompts scroll, and must do so by keyboard too. */}
      <section className="quoted" aria-label="What the model was sent" tabIndex={0}>
        <ol className="log-prompt" aria-label="Prompt">
          {prompt.map(({ role, content }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a prompt never changes, and its lines may be alike.
            <li key={index}>
              <Text size="xs" c="dimmed">
                {roleWords[role]}
              </Text>
              <p className="said">
                <Name text={content} />
              </p>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
