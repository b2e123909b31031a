import type { ChatMessage } from "../../../shared/models.ts";
import { PromptLines } from "../../components/PromptLines.tsx";
import { formatNumber } from "../../words/format.ts";

/** What the model was sent, word for word. */
export function PromptDetails({ prompt, name }: { prompt: ChatMessage[]; name: string }) {
  if (prompt.length === 0) return null;
  const characters = prompt.reduce((sum, { content }) => sum + content.length, 0);
  return (
    <details className="playground-prompt">
      <summary>What the model was sent ({formatNumber(characters)} characters)</summary>
      <PromptLines prompt={prompt} label={`Sent for ${name}`} />
    </details>
  );
}
