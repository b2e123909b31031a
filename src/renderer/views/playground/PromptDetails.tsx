import { Text } from "@mantine/core";
import type { PromptLine } from "../../../shared/playground.ts";
import { Said } from "../../components/Said.tsx";
import { formatNumber } from "../../words/format.ts";

/** What the model was sent, word for word. */
export function PromptDetails({ prompt, name }: { prompt: PromptLine[]; name: string }) {
  if (prompt.length === 0) return null;
  const characters = prompt.reduce((sum, { content }) => sum + content.length, 0);
  return (
    <details className="playground-prompt">
      <summary>What the model was sent ({formatNumber(characters)} characters)</summary>
      {prompt.map(({ role, content }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a prompt does not change.
        <div key={index}>
          <Text size="xs" c="dimmed">
            {role}
          </Text>
          <Said text={content} label={`Line ${index + 1} sent for ${name}, ${role}`} />
        </div>
      ))}
    </details>
  );
}
