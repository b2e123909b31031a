import { Button, Text } from "@mantine/core";
import { useState } from "react";
import type { ChatMessage } from "../../../shared/models.ts";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { PromptLines } from "../../components/PromptLines.tsx";
import { useCall } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";

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
      <PromptLines prompt={prompt} label="What the model was sent" />
    </div>
  );
}
