import { Text } from "@mantine/core";
import type { ChatMessage } from "../../shared/models.ts";
import { Name } from "./Said.tsx";
import { Scrolled } from "./Scrolled.tsx";

const roleWords: Record<ChatMessage["role"], string> = { system: "System", user: "Member", assistant: "Bot" };

/** What a model was sent, word for word; `label` names it to those who cannot see it. */
export function PromptLines({ prompt, label }: { prompt: readonly ChatMessage[]; label: string }) {
  return (
    <Scrolled className="quoted" label={label}>
      <ol className="prompt-lines" aria-label="Prompt">
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
    </Scrolled>
  );
}
