import type { ComponentType } from "react";
import type { SetupStep } from "../../../shared/setup.ts";
import { KeyStep, PersonaStep, ReplyStep } from "./answer-steps.tsx";
import { ChannelStep, IntentsStep, InviteStep, TokenStep } from "./discord-steps.tsx";
import type { StepState } from "./use-setup-checks.ts";

export interface StepProps {
  state: StepState;
  /** Asks the doctor; a channel only where the step is about one. */
  check(channelId?: string): void;
  /** Calls off the look that is under way. */
  cancel(): void;
  /** Another token stands in the place of one that was known: all that was found of its bot is looked at anew. */
  onTokenReplaced(): void;
  /** Opens the next step; undefined for the last one. */
  onNext: (() => void) | undefined;
}

export const stepViews: Record<SetupStep, { title: string; Step: ComponentType<StepProps> }> = {
  token: { title: "Make the bot, and store its token", Step: TokenStep },
  intents: { title: "Decide what it may read", Step: IntentsStep },
  invite: { title: "Invite it to your server", Step: InviteStep },
  channel: { title: "See that it can write in a channel", Step: ChannelStep },
  key: { title: "Give it a key for the model", Step: KeyStep },
  persona: { title: "Choose who it is", Step: PersonaStep },
  reply: { title: "Hear it, and bring it online", Step: ReplyStep },
};
