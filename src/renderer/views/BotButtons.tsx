import { Group } from "@mantine/core";
import { ConfirmButton } from "../components/ConfirmButton.tsx";
import { useBotCommands } from "./use-bot-commands.ts";

/** Start, stop and reboot; each only where it can do something. */
export function BotButtons() {
  const commands = useBotCommands();
  return (
    <Group className="bot-buttons" gap={6} wrap="nowrap">
      {commands.map(({ name, label, Icon, isPossible, question, run }) => (
        <ConfirmButton
          key={name}
          variant={name === "bot/start" ? "filled" : "default"}
          leftSection={<Icon size={14} aria-hidden />}
          disabled={!isPossible}
          title={`${label} the bot?`}
          question={question}
          confirmLabel={`${label} it`}
          onConfirm={run}
        >
          {label}
        </ConfirmButton>
      ))}
    </Group>
  );
}
