import { Button, Group, Text } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useMemo } from "react";
import { useCommands } from "../../commands/command-context.tsx";
import type { PanelCommand } from "../../commands/panel-command.ts";
import { usePanelState } from "../../state/panel-context.tsx";
import { formatNumber, plural } from "../../words/format.ts";
import { LogExport } from "./export/LogExport.tsx";
import type { LogFilter } from "./log-filter.ts";
import type { Hold } from "./use-hold.ts";
import type { ShownLog } from "./use-stored-log.ts";

interface LiveBarProps {
  log: ShownLog;
  hold: Hold;
  filter: LogFilter;
}

/** How much there is, whether the list follows, and the way out of it. */
export function LiveBar({ log: { ids, isComplete }, hold, filter }: LiveBarProps) {
  const isConnected = usePanelState(({ connection }) => connection === "open");
  useCommands(useFollowCommand(hold));
  return (
    <Group gap="xs" mb={6} mih={30}>
      <Text size="sm" className="figure">
        {isComplete ? plural(ids.length, "message") : `${plural(ids.length, "message")} so far …`}
      </Text>
      <Text size="sm" c="dimmed" flex="1 1 8rem" truncate>
        {isConnected ? describe(hold) : "nothing new comes without a connection"}
      </Text>
      {hold.isHeld ? (
        <Button variant="default" leftSection={<IconPlayerPlay size={14} aria-hidden />} onClick={hold.release}>
          Follow
        </Button>
      ) : (
        <Button variant="default" leftSection={<IconPlayerPause size={14} aria-hidden />} onClick={hold.pause}>
          Pause
        </Button>
      )}
      <LogExport filter={filter} count={isComplete ? ids.length : null} />
    </Group>
  );
}

function useFollowCommand({ isHeld, pause, release }: Hold): PanelCommand[] {
  return useMemo(
    () => [
      {
        ...{ id: "follow", group: "In this view", shortcut: "p" },
        ...(isHeld
          ? { label: "Follow what comes in", Icon: IconPlayerPlay, run: release }
          : { label: "Pause the log", Icon: IconPlayerPause, run: pause }),
      },
    ],
    [isHeld, pause, release],
  );
}

function describe({ isHeld, isPaused, waiting }: Hold): string {
  if (!isHeld) return "following";
  const state = isPaused ? "paused" : "held while you read";
  return waiting === 0 ? state : `${state}, ${formatNumber(waiting)} new`;
}
