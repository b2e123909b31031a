import type { Scenario } from "../../../shared/scenario.ts";
import type { Delivery } from "../../conversation/turn.ts";
import type { SendLimit } from "../../discord/send-limits.ts";
import { wait } from "../../inference/wait.ts";
import type { Clock } from "../../ports.ts";

/** The sends of one channel. Monotonic times, ms. */
interface Route {
  windowStartMs: number;
  sentInWindow: number;
  /** When the last send is answered: sends to a channel go one after the other. */
  freeAtMs: number;
}

/** Discord as a bot meets it: so many sends in a window to each channel, the next ones wait. */
export class SimulatedDiscord {
  readonly #clock: Clock;
  readonly #rules: Scenario["discord"];
  readonly #onSendLimit: (limit: SendLimit) => void;
  readonly #routes = new Map<string, Route>();
  #lastId = 0;

  /** `onSendLimit` hears with each send what Discord's answer to it tells. */
  constructor(clock: Clock, rules: Scenario["discord"], onSendLimit: (limit: SendLimit) => void) {
    this.#clock = clock;
    this.#rules = rules;
    this.#onSendLimit = onSendLimit;
  }

  /** The way back to a channel. */
  deliveryTo(channelId: string): Delivery {
    return {
      showTyping: () => Promise.resolve(),
      reply: async (_text, _nonce, signal) => {
        await wait(this.#clock, this.#sendTakesMs(channelId), signal);
        this.#onSendLimit({ channelId, messages: this.#rules.sendsPerWindow });
        this.#lastId += 1;
        return { messageId: String(this.#lastId), channelId };
      },
    };
  }

  #sendTakesMs(channelId: string): number {
    const { sendsPerWindow, sendWindowMs, latencyMs } = this.#rules;
    const now = this.#clock.monotonic();
    const route = this.#routes.get(channelId) ?? {
      windowStartMs: Number.NEGATIVE_INFINITY,
      sentInWindow: 0,
      freeAtMs: 0,
    };
    this.#routes.set(channelId, route);
    let beginMs = Math.max(now, route.freeAtMs);
    const windowEndMs = route.windowStartMs + sendWindowMs;
    if (beginMs < windowEndMs && route.sentInWindow >= sendsPerWindow) beginMs = windowEndMs;
    if (beginMs >= windowEndMs) {
      route.windowStartMs = beginMs;
      route.sentInWindow = 0;
    }
    route.sentInWindow += 1;
    route.freeAtMs = beginMs + latencyMs;
    return route.freeAtMs - now;
  }
}
