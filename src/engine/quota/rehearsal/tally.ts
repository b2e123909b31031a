import type { Outcome } from "../../../shared/models.ts";
import { startOfHour } from "../../../shared/utc-time.ts";
import type { EndedTurn } from "../../conversation/turn.ts";
import type { KeySwitch } from "../../inference/key-ring.ts";
import type { FailureFacts } from "../../log/failures.ts";
import type { HourRow } from "../ledger-store.ts";
import { WaitHistogram } from "./wait-histogram.ts";

/** What happened in one UTC hour of a run. */
export interface HourTally {
  messages: number;
  understudied: number;
  /** By key id. */
  requests: Map<string, number>;
}

/** What one run came to; grows with its hours, not with its messages. */
export class Tally {
  readonly #now: () => number;
  readonly outcomes = new Map<Outcome, number>();
  readonly hours = new Map<number, HourTally>();
  readonly waits = new WaitHistogram();
  messages = 0;
  requests = 0;
  /** What kept the model from answering last, for the owner; null where nothing did but rests. */
  trouble: Pick<FailureFacts, "summary" | "mend"> | null = null;
  /** ms since the epoch; null where it did not happen. */
  firstKeyOutAt: number | null = null;
  lastKeyOutAt: number | null = null;

  constructor(now: () => number) {
    this.#now = now;
  }

  addTurn({ at, outcome, totalMs, replyIds }: Pick<EndedTurn, "at" | "outcome" | "totalMs" | "replyIds">): void {
    this.messages += 1;
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
    const hour = this.#hour(startOfHour(at));
    hour.messages += 1;
    if (outcome === "understudied") hour.understudied += 1;
    if (replyIds.length > 0) this.waits.add(totalMs);
  }

  /** A row that the ledger stores. */
  addUsage({ hour, keyId, usage }: HourRow): void {
    this.requests += usage.requests;
    const { requests } = this.#hour(hour);
    requests.set(keyId, (requests.get(keyId) ?? 0) + usage.requests);
  }

  addSwitch({ from, to }: Pick<KeySwitch, "from" | "to">): void {
    if (from !== null) this.firstKeyOutAt ??= this.#now();
    if (to === null) this.lastKeyOutAt ??= this.#now();
  }

  #hour(hour: number): HourTally {
    const known = this.hours.get(hour);
    if (known) return known;
    const fresh = { messages: 0, understudied: 0, requests: new Map<string, number>() };
    this.hours.set(hour, fresh);
    return fresh;
  }
}
