import { MemorySettings } from "./MemorySettings.tsx";

export function ConversationSettings() {
  return (
    <div className="settings-columns">
      <MemorySettings />
    </div>
  );
}
