import { Button, Group } from "@mantine/core";
import { IconPlayerPlay, IconPlayerStop, IconRefresh } from "@tabler/icons-react";
import type { BotState } from "../../shared/models.ts";
import { useCall } from "../state/panel-context.tsx";
import { tellRefusal } from "../state/tell-refusal.ts";

type BotCommand = "bot/start" | "bot/stop" | "bot/reboot";

const startable: BotState[] = ["stopped", "failed"];
const stoppable: BotState[] = ["starting", "online", "reconnecting"];
const rebootable: BotState[] = ["online", "reconnecting", "failed"];

/** Start, stop and reboot; each only where it can do something. */
export function BotButtons({ state, isReachable }: { state: BotState; isReachable: boolean }) {
  const call = useCall();
  const run = async (command: BotCommand) => {
    try {
      await call(command);
    } catch (thrown) {
      tellRefusal(thrown);
    }
  };
  const propsOf = (command: BotCommand, allowed: BotState[]) => ({
    disabled: !isReachable || !allowed.includes(state),
    onClick: () => void run(command),
  });
  return (
    <Group gap={6} wrap="nowrap">
      <Button leftSection={<IconPlayerPlay size={14} aria-hidden />} {...propsOf("bot/start", startable)}>
        Start
      </Button>
      <Button
        variant="default"
        leftSection={<IconPlayerStop size={14} aria-hidden />}
        {...propsOf("bot/stop", stoppable)}
      >
        Stop
      </Button>
      <Button
        variant="default"
        leftSection={<IconRefresh size={14} aria-hidden />}
        {...propsOf("bot/reboot", rebootable)}
      >
        Reboot
      </Button>
    </Group>
  );
}
