import type { Failure } from "../../shared/models.ts";
import type { Profile } from "../../shared/settings.ts";
import type { Pipeline } from "../conversation/pipeline.ts";
import type { Clock } from "../ports.ts";
import { FailureChannel } from "./failure-channel.ts";
import type { Gateway, GatewayOptions } from "./gateway.ts";
import { SeenMessages } from "./seen-messages.ts";
import type { SendLimits } from "./send-limits.ts";
import type { Sessions } from "./session.ts";

interface SwitchboardParts {
  clock: Clock;
  sessions: Pick<Sessions, "open">;
  pipeline: Pick<Pipeline, "handle">;
  sendLimits: SendLimits;
  profile: () => Profile;
  isOnline: () => boolean;
  onManyRefusals: GatewayOptions["onManyRefusals"];
  /** One sentence for the owner. */
  onTrouble: (sentence: string) => void;
}

/** What passes between the session with Discord and the rest of the house. */
export class Switchboard {
  readonly #parts: SwitchboardParts;
  readonly #seen = new SeenMessages();
  readonly #failures: FailureChannel;
  #gateway: Gateway | null = null;

  constructor(parts: SwitchboardParts) {
    const { clock, profile, isOnline, onTrouble } = parts;
    this.#parts = parts;
    this.#failures = new FailureChannel({
      clock,
      channelId: () => (isOnline() ? profile().failureChannelId : null),
      post: async (channelId, text) => this.#gateway?.post(channelId, text),
      onTrouble,
    });
  }

  /** Makes the next session's gateway; rejects with a QuipdeckError. */
  async open({ onConnection }: Pick<GatewayOptions, "onConnection">): Promise<Gateway> {
    const { sessions, pipeline, sendLimits, onManyRefusals } = this.#parts;
    this.#gateway = await sessions.open({
      onConnection,
      onMessage: (message, delivery) => {
        if (this.#seen.admit(message.messageId)) void pipeline.handle(message, delivery);
      },
      onSendLimit: (limit) => sendLimits.learn(limit),
      onManyRefusals,
    });
    return this.#gateway;
  }

  /** Tells the owner of new failures, in the channel of their choice. */
  tellFailures(failures: readonly Failure[]): void {
    this.#failures.tell(failures);
  }

  close(): void {
    this.#failures.close();
  }
}
