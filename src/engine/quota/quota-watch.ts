import { z } from "zod";
import type { Forecast } from "../../shared/forecast.ts";
import type { Notice } from "../../shared/models.ts";
import type { KeyRing } from "../inference/key-ring.ts";
import type { Cancel, Clock } from "../ports.ts";
import type { StateStore } from "../storage/state-store.ts";
import { forecast } from "./forecast.ts";
import type { Ledger } from "./ledger.ts";
import { type Alert, type AlertSettings, forecastAlerts, shareAlerts } from "./limit-alerts.ts";
import { switchNotice } from "./switch-words.ts";

/** However many requests end, the limits are looked at this often at the most, and the forecast less often still. */
const lookMs = 1_000;
const forecastMs = 30_000;

const stateName = "quota-alerts";
const toldSchema = z.array(z.object({ mark: z.string(), until: z.number() }));

interface QuotaWatchParts {
  clock: Clock;
  ring: KeyRing;
  ledger: Ledger;
  state: StateStore;
  alerts: () => AlertSettings;
  tell: (level: Notice["level"], text: string, kind: Notice["kind"]) => void;
}

/** Tells the owner when another key answers, and, once started, when a limit comes within sight. Idle while the ring is. */
export class QuotaWatch {
  readonly #parts: QuotaWatchParts;
  #isStarted = false;
  #cancelLook: Cancel | null = null;
  #forecastAt = Number.NEGATIVE_INFINITY;

  constructor(parts: QuotaWatchParts) {
    const { ring, clock, tell } = parts;
    this.#parts = parts;
    ring.onSwitch((event) => {
      const { level, text } = switchNotice(event, clock.now());
      tell(level, text, event.kind);
    });
    ring.onChange(() => this.#lookSoon());
  }

  /** Begins to look at the limits: now, and after each change of the ring. */
  start(): void {
    this.#isStarted = true;
    this.#lookSoon();
  }

  stop(): void {
    this.#isStarted = false;
    this.#cancelLook?.();
    this.#cancelLook = null;
  }

  forecast(): Forecast {
    const { clock, ring, ledger } = this.#parts;
    return forecast({ nowMs: clock.now(), keys: ring.statuses(), hours: ledger.hours(0), recent: ledger.recent });
  }

  #lookSoon(): void {
    if (!this.#isStarted || this.#cancelLook) return;
    this.#cancelLook = this.#parts.clock.after(lookMs, () => {
      this.#cancelLook = null;
      this.#look();
    });
  }

  #look(): void {
    const { clock, ring, alerts } = this.#parts;
    this.#tellNew(shareAlerts(ring.statuses(), alerts(), clock.now()));
    if (clock.monotonic() - this.#forecastAt < forecastMs) return;
    this.#forecastAt = clock.monotonic();
    this.#tellNew(forecastAlerts(this.forecast(), alerts()));
  }

  /** What was told of a window that has not ended is not told again, a restart included. */
  #tellNew(alerts: readonly Alert[]): void {
    if (alerts.length === 0) return;
    const { clock, state, tell } = this.#parts;
    const kept = toldSchema.safeParse(state.get(stateName));
    const told = (kept.success ? kept.data : []).filter(({ until }) => until > clock.now());
    const fresh = alerts.filter(({ mark }) => !told.some((other) => other.mark === mark));
    if (fresh.length === 0) return;
    state.set(stateName, [...told, ...fresh.map(({ mark, until }) => ({ mark, until }))]);
    for (const { text } of fresh) tell("warning", text, "limit-near");
  }
}
