import { type Icon, IconPlayerPlay, IconPlayerStop, IconRefresh } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { lostByRebooting, lostByStopping } from "../../shared/bot-stop.ts";
import type { BotState } from "../../shared/models.ts";
import { useCall, useSnapshot } from "../state/panel-context.tsx";
import { tellRefusal } from "../state/tell-refusal.ts";
import { useIsReachable } from "../state/use-is-reachable.ts";

export interface BotCommand {
  name: "bot/start" | "bot/stop" | "bot/reboot";
  label: string;
  Icon: Icon;
  /** Whether it can do something now. */
  isPossible: boolean;
  /** What is to be asked first; null where nothing is lost. */
  question: string | null;
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
  const stopQuestion = useSnapshot(({ status, settings }) => lostByStopping(status, settings.behaviour.catchUpMinutes));
  const rebootQuestion = useSnapshot(({ status, settings }) =>
    lostByRebooting(status, settings.behaviour.catchUpMinutes),
  );
  const isReachable = useIsReachable();
  // A later wish wins, so only the same one is not asked for twice.
  const [asked, setAsked] = useState<readonly BotCommand["name"][]>([]);
  return useMemo(() => {
    const run = async (name: BotCommand["name"]) => {
      setAsked((known) => [...known, name]);
      await call(name).catch(tellRefusal);
      setAsked((known) => known.filter((one) => one !== name));
    };
    const questions = { "bot/start": null, "bot/stop": stopQuestion, "bot/reboot": rebootQuestion };
    return kinds.map(({ name, label, Icon, states }) => ({
      ...{ name, label, Icon },
      isPossible: isReachable && !asked.includes(name) && states.includes(state),
      question: questions[name],
      run: () => void run(name),
    }));
  }, [call, state, stopQuestion, rebootQuestion, isReachable, asked]);
}
