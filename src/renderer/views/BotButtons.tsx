import { Button, Group } from "@mantine/core";
import { IconPlayerPlay, IconPlayerStop, IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import type { BotState } from "../../shared/models.ts";
import { ConfirmButton } from "../components/ConfirmButton.tsx";
import { useCall, useSnapshot } from "../state/panel-context.tsx";
import { tellRefusal } from "../state/tell-refusal.ts";
import { lostByStopping } from "./bot-stop.ts";

type BotCommand = "bot/start" | "bot/stop" | "bot/reboot";

const startable: BotState[] = ["stopped", "failed"];
const stoppable: BotState[] = ["starting", "online", "reconnecting"];
const rebootable: BotState[] = ["online", "reconnecting", "failed"];

/** Start, stop and reboot; each only where it can do something. */
export function BotButtons({ state, isReachable }: { state: BotState; isReachable: boolean }) {
  const call = useCall();
  const status = useSnapshot((snapshot) => snapshot.status);
  const catchUpMinutes = useSnapshot(({ settings }) => settings.behaviour.catchUpMinutes);
  // A later wish wins, so only the same one is not asked for twice.
  const [asked, setAsked] = useState<readonly BotCommand[]>([]);
  const run = async (command: BotCommand) => {
    setAsked((known) => [...known, command]);
    try {
      await call(command);
    } catch (thrown) {
      tellRefusal(thrown);
    } finally {
      setAsked((known) => known.filter((one) => one !== command));
    }
  };
  const isOffered = (command: BotCommand, allowed: BotState[]) =>
    isReachable && !asked.includes(command) && allowed.includes(state);
  const propsOf = (command: BotCommand, allowed: BotState[]) => ({
    disabled: !isOffered(command, allowed),
    onClick: () => void run(command),
  });
  return (
    <Group gap={6} wrap="nowrap">
      <Button leftSection={<IconPlayerPlay size={14} aria-hidden />} {...propsOf("bot/start", startable)}>
        Start
      </Button>
      <ConfirmButton
        variant="default"
        leftSection={<IconPlayerStop size={14} aria-hidden />}
        disabled={!isOffered("bot/stop", stoppable)}
        title="Stop the bot?"
        question={lostByStopping(status, catchUpMinutes)}
        confirmLabel="Stop it"
        onConfirm={() => void run("bot/stop")}
      >
        Stop
      </ConfirmButton>
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
