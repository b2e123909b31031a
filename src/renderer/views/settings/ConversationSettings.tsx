import { MemorySettings } from "./MemorySettings.tsx";
import { WordsSettings } from "./WordsSettings.tsx";

export function ConversationSettings() {
  return (
    <div className="settings-columns">
      <MemorySettings />
      <WordsSettings />
    </div>
  );
}
