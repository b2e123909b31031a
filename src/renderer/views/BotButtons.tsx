import { Button, Group } from "@mantine/core";
import { useBotCommands } from "./use-bot-commands.ts";

/** Start, stop and reboot; each only where it can do something. */
export function BotButtons() {
  const commands = useBotCommands();
  return (
    <Group gap={6} wrap="nowrap">
      {commands.map(({ name, label, Icon, isPossible, run }) => (
        <Button
          key={name}
          variant={name === "bot/start" ? "filled" : "default"}
          leftSection={<Icon size={14} aria-hidden />}
          disabled={!isPossible}
          onClick={run}
        >
          {label}
        </Button>
      ))}
    </Group>
  );
}
