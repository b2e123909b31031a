import type { LogEntry } from "../shared/models.ts";
import { answerMinutes, answerOutcomes, type Pulse, pulseMinutes } from "../shared/pulse.ts";
import { minuteMs } from "../shared/utc-time.ts";
import { percentile } from "./log/percentile.ts";
import { failureSlotMs } from "./log/recent-counts.ts";
import type { Cancel, Clock } from "./ports.ts";
import type { Stores } from "./storage/stores.ts";

/** The longest day that a change of the clocks makes. */
const failuresKeptMs = 25 * 60 * minuteMs;
/** Enough for a percentile, however busy the server. */
const maxAnswers = 2000;
/** Changes within this time are told as one. */
const tellMs = 1000;

interface PulseMeterParts {
  clock: Clock;
  stores: Pick<Stores, "log" | "failures" | "recentCounts">;
  onChange: (pulse: Pulse) => void;
}

/** Counts what comes and what is answered, minute by minute, as it becomes durable. */
export class PulseMeter {
  readonly #clock: Clock;
  readonly #onChange: (pulse: Pulse) => void;
  /** Messages and answers by the start of their minute. */
  readonly #minutes = new Map<number, { messages: number; answers: number }>();
  readonly #failures = new Map<number, number>();
  #answers: { at: number; ms: number }[];
  #cancel: Cancel | null = null;

  constructor({ clock, stores, onChange }: PulseMeterParts) {
    this.#clock = clock;
    this.#onChange = onChange;
    const now = clock.now();
    const known = stores.recentCounts({
      minutesSince: startOf(now - pulseMinutes * minuteMs, minuteMs),
      answers: maxAnswers,
      failuresSince: startOf(now - failuresKeptMs, failureSlotMs),
    });
    for (const { at, messages, answers } of known.minutes) this.#minutes.set(at, { messages, answers });
    for (const { at, count } of known.failures) this.#failures.set(at, count);
    this.#answers = known.answers;
    stores.log.onCommitted((entries) => this.#count(entries));
    stores.failures.onCommitted((failures) => {
      for (const { at, resolvedAt } of failures) if (resolvedAt === null) this.#countFailure(at);
    });
  }

  get current(): Pulse {
    const now = this.#clock.now();
    this.#forgetOld(now);
    const times = this.#answers
      .filter(({ at }) => at > now - answerMinutes * minuteMs)
      .map(({ ms }) => ms)
      .sort((one, other) => one - other);
    const [median, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
    return {
      minutes: byTime(this.#minutes).map(([at, { messages, answers }]) => ({ at, messages, answers })),
      answerMs: median === null || p95 === null ? null : { median, p95 },
      failures: byTime(this.#failures).map(([at, count]) => ({ at, count })),
    };
  }

  close(): void {
    this.#cancel?.();
  }

  #count(entries: readonly LogEntry[]): void {
    for (const { at, outcome, totalMs } of entries) {
      const minute = startOf(at, minuteMs);
      const known = this.#minutes.get(minute) ?? { messages: 0, answers: 0 };
      known.messages += 1;
      if (answerOutcomes.includes(outcome)) {
        known.answers += 1;
        this.#answers.push({ at, ms: totalMs });
      }
      this.#minutes.set(minute, known);
    }
    if (this.#answers.length > maxAnswers) this.#answers = this.#answers.slice(-maxAnswers);
    this.#tellSoon();
  }

  #countFailure(at: number): void {
    const slot = startOf(at, failureSlotMs);
    this.#failures.set(slot, (this.#failures.get(slot) ?? 0) + 1);
    this.#tellSoon();
  }

  #tellSoon(): void {
    this.#cancel ??= this.#clock.after(tellMs, () => {
      this.#cancel = null;
      this.#onChange(this.current);
    });
  }

  #forgetOld(now: number): void {
    for (const minute of this.#minutes.keys()) {
      if (minute <= now - pulseMinutes * minuteMs - minuteMs) this.#minutes.delete(minute);
    }
    for (const slot of this.#failures.keys()) {
      if (slot <= now - failuresKeptMs - failureSlotMs) this.#failures.delete(slot);
    }
  }
}

function byTime<Value>(counts: ReadonlyMap<number, Value>): [at: number, value: Value][] {
  return [...counts].sort(([one], [other]) => one - other);
}

function startOf(at: number, slotMs: number): number {
  return Math.floor(at / slotMs) * slotMs;
}
