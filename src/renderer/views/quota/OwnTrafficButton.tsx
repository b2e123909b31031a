import { Button } from "@mantine/core";
import type { TrafficProfile } from "../../../shared/forecast.ts";
import { basisOf, shortageOf } from "../../../shared/own-traffic.ts";
import { useCall } from "../../state/panel-context.tsx";
import type { Action } from "../../state/use-action.ts";

interface OwnTrafficButtonProps {
  action: Action;
  /** Hears what the traffic is drawn from, or why there is too little of it (then without it). */
  onFound(sentence: string, profile: TrafficProfile | null): void;
}

/** Takes who writes when, and how much, from the bot's own log. */
export function OwnTrafficButton({ action, onFound }: OwnTrafficButtonProps) {
  const call = useCall();
  const take = async () => {
    // Null is an answer, undefined a refusal.
    const profile = await action.run(() => call("quota/profile"));
    if (profile === undefined) return;
    const shortage = shortageOf(profile);
    if (profile === null || shortage !== null) onFound(shortage ?? "", null);
    else onFound(`From your bot's log: ${basisOf(profile)}.`, profile);
  };
  return (
    <Button variant="default" loading={action.isRunning} onClick={() => void take()}>
      Use my bot's own traffic
    </Button>
  );
}
