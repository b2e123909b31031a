import type { EngineEvent, Reply, SequencedEvent, Snapshot } from "../shared/contract.ts";
import type { BotState, Notice, ShardsUp } from "../shared/models.ts";
import type { Settings } from "../shared/settings.ts";
import { type CallOptions, createDispatch } from "./dispatch.ts";
import { createHandlers } from "./handlers.ts";
import { House } from "./house.ts";
import type { EnginePorts } from "./ports.ts";

/** What a host makes of the engine. */
export interface Engine {
  snapshot(): Snapshot;
  /** Runs a command of the contract. A reply always comes; it never rejects. */
  dispatch(command: string, input: unknown, options?: CallOptions): Promise<Reply>;
  /** Hands every event, or those of the named types, to `listener`; gives back what ends that. */
  subscribe(listener: (event: SequencedEvent) => void, types?: readonly EngineEvent["type"][]): () => void;
  health(): Health;
  /** What the owner was told since the engine was opened, oldest first, at most the last 50; then come events. */
  notices(): readonly Notice[];
  /** The settings in force; cheap, unlike a snapshot. */
  settings(): Settings;
  /** One sentence while the kept settings cannot be used and the defaults stand in; null otherwise. */
  settingsProblem(): string | null;
  /** Makes a secret of the host's known, such as the panel's token, so that no log and no answer ever holds it. */
  keepSecret(secret: string): void;
  /** Takes the bot offline and puts everything on the disk. */
  close(): Promise<void>;
}

/** What `GET /healthz` says. */
export interface Health {
  state: BotState;
  online: boolean;
  /** Null where there is no session. */
  shards: ShardsUp | null;
  keysReady: number;
  /** Questions that wait, and those that are being answered. */
  queueLength: number;
  inFlight: number;
}

/** Opens the engine on its host's ports. Rejects with a QuipdeckError where the data folder cannot be used. */
export async function createEngine(ports: EnginePorts): Promise<Engine> {
  const house = new House(ports);
  await house.open();
  const dispatch = createDispatch({
    handlers: createHandlers(house),
    clock: ports.clock,
    onUnexpected: (thrown, command) => house.recordCommandFailure(thrown, command),
  });
  return {
    snapshot: () => house.snapshot(),
    dispatch,
    keepSecret: (secret) => house.redactor.learn(secret),
    subscribe: (listener, types) => house.events.subscribe(listener, types),
    health: () => ({
      state: house.bot.facts.state,
      online: house.bot.facts.state === "online",
      shards: house.bot.facts.shards,
      keysReady: house.ring.readyCount,
      queueLength: house.queue.waiting,
      inFlight: house.queue.inFlight,
    }),
    notices: () => house.notices.told,
    settings: () => house.settings.current,
    settingsProblem: () => house.settings.problem,
    close: () => house.close(),
  };
}
