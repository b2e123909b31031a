import { type Icon, IconPlayerPlay, IconPlayerStop, IconRefresh } from "@tabler/icons-react";
import { useMemo } from "react";
import type { BotState } from "../../shared/models.ts";
import { useCall, usePanelState, useSnapshot } from "../state/panel-context.tsx";
import { tellRefusal } from "../state/tell-refusal.ts";

export interface BotCommand {
  name: "bot/start" | "bot/stop" | "bot/reboot";
  label: string;
  Icon: Icon;
  /** Whether it can do something now. */
  isPossible: boolean;
  run(): void;
}

interface Kind extends Pick<BotCommand, "name" | "label" | "Icon"> {
  states: readonly BotState[];
}

const kinds: readonly Kind[] = [
  { name: "bot/start", label: "Start", Icon: IconPlayerPlay, states: ["stopped", "failed"] },
  { name: "bot/stop", label: "Stop", Icon: IconPlayerStop, states: ["starting", "online", "reconnecting"] },
  { name: "bot/reboot", label: "Reboot", Icon: IconRefresh, states: ["online", "reconnecting", "failed"] },
];

/** Start, stop and reboot, as the state of the bot and the connection allow. */
export function useBotCommands(): readonly BotCommand[] {
  const call = useCall();
  const state = useSnapshot(({ status }) => status.state);
  const isReachable = usePanelState(({ connection, engineProblem }) => connection === "open" && !engineProblem);
  return useMemo(
    () =>
      kinds.map(({ name, label, Icon, states }) => ({
        ...{ name, label, Icon },
        isPossible: isReachable && states.includes(state),
        run: () => void call(name).catch(tellRefusal),
      })),
    [call, state, isReachable],
  );
}
