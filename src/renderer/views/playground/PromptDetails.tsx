import type { ChatMessage } from "../../../shared/models.ts";
import { PromptLines } from "../../components/PromptLines.tsx";
import { formatNumber } from "../../words/format.ts";

interface PromptDetailsProps {
  prompt: ChatMessage[];
  /** False where no key could ask the model. */
  isSent: boolean;
  name: string;
}

/** What the model was sent, or would have been, word for word. */
export function PromptDetails({ prompt, isSent, name }: PromptDetailsProps) {
  if (prompt.length === 0) return null;
  const characters = prompt.reduce((sum, { content }) => sum + content.length, 0);
  return (
    <details className="playground-prompt">
      <summary>
        What the model {isSent ? "was sent" : "would have been sent"} ({formatNumber(characters)} characters)
      </summary>
      <PromptLines prompt={prompt} label={`${isSent ? "Sent" : "To be sent"} for ${name}`} />
    </details>
  );
}
