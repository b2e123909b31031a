import type { KeyStatus, Usage } from "../../shared/models.ts";
import type { Cancel, Clock } from "../ports.ts";
import { LeastCost } from "../quota/least-cost.ts";
import type { Ledger } from "../quota/ledger.ts";
import { windowEnd } from "../quota/windows.ts";
import { KeyEntry } from "./key-entry.ts";
import { isGraver, remainingMs } from "./key-spell.ts";
import { KeyStateKeeper } from "./key-state-keeper.ts";
import type { KeyStateStore } from "./key-state-store.ts";
import type { KeyMaterial } from "./key-vault.ts";
import { findSameAccounts } from "./same-account.ts";
import type { JudgeContext, Judgement } from "./verdict.ts";

/** While a key rests the clock is looked at this often: a timer does not notice that the machine slept. */
const longestNapMs = 30_000;

const nobody: ReadonlySet<string> = new Set();

/** The permission to make one request with a key. Whoever holds one must settle it. */
export interface Lease {
  readonly key: KeyMaterial;
  readonly cost: Readonly<Usage>;
  /** The key's spell of readiness in which the request began. */
  readonly epoch: number;
}

/**
 * Why there is no lease. `passed-over`: only keys that the caller does not want are ready. `too-large`: only keys are
 * ready whose limits are smaller than this one request.
 */
export interface NoLease {
  key: null;
  reason: "no-keys" | "resting" | "passed-over" | "too-large";
  /** When the first resting key is back, ms since the epoch; null when none comes back by itself. */
  until: number | null;
  /** For `too-large`: which limit, as one sentence for the owner. */
  detail?: string;
}

/** Another key answers from now on. Labels; null stands for no key. */
export interface KeySwitch {
  kind: "key-switch" | "all-resting" | "key-return";
  from: string | null;
  to: string | null;
  /** For the owner: why. */
  reason: string;
  /** When the key that is relieved is back, or the first of all that rest; ms since the epoch, null: not by itself. */
  until: number | null;
}

interface KeyRingParts {
  clock: Clock;
  ledger: Ledger;
  store: KeyStateStore;
}

/** The owner's keys in order. The first that is ready answers, so the primary comes back by itself. */
export class KeyRing {
  readonly #parts: KeyRingParts;
  readonly #leases = new WeakMap<Lease, KeyEntry>();
  readonly #changeListeners = new Set<() => void>();
  readonly #switchListeners = new Set<(event: KeySwitch) => void>();
  readonly #keeper: KeyStateKeeper;
  readonly #leastCost = new LeastCost();
  #entries: KeyEntry[] = [];
  #active: KeyEntry | null = null;
  #cancelNap: Cancel | null = null;

  constructor(parts: KeyRingParts) {
    this.#parts = parts;
    this.#keeper = new KeyStateKeeper(parts.clock, parts.store);
  }

  /** Hears of every change that a panel shows. */
  onChange(listener: () => void): void {
    this.#changeListeners.add(listener);
  }

  /** Hears when another key takes over by itself; not of the owner's own changes. */
  onSwitch(listener: (event: KeySwitch) => void): void {
    this.#switchListeners.add(listener);
  }

  /** Takes over the owner's keys and their order; what is known of a key stays with it, a removal and a restart included. */
  setKeys(keys: readonly KeyMaterial[]): void {
    const { clock, ledger } = this.#parts;
    const known = new Map(this.#entries.map((entry) => [entry.key.id, entry]));
    this.#entries = keys.map((key) => {
      const entry = known.get(key.id);
      entry?.update(key);
      return entry ?? new KeyEntry(clock, ledger, key, this.#keeper.recall(key.id));
    });
    for (const entry of this.#entries) entry.restAtLimit(this.#leastCost.current);
    this.#active = this.#firstReady();
    this.#afterChange();
  }

  /**
   * Reserves `cost` with the first ready key that has room for it within the owner's limits; others stay as they are.
   * With `onlyKeyId`, as if that key were the only one.
   */
  choose(cost: Readonly<Usage>, passOver: ReadonlySet<string> = nobody, onlyKeyId?: string): Lease | NoLease {
    this.#wake();
    this.#leastCost.add(cost);
    const enabled = this.#entries.filter(({ key }) => key.enabled && (onlyKeyId ?? key.id) === key.id);
    this.#restAtLimits(enabled);
    let waitMs = Number.POSITIVE_INFINITY;
    let isPassedOver = false;
    for (const entry of enabled) {
      const entryWaitMs = entry.waitMs(cost);
      if (entryWaitMs > 0) waitMs = Math.min(waitMs, entryWaitMs);
      else if (passOver.has(entry.key.id)) isPassedOver = true;
      else return this.#leaseFrom(entry, cost);
    }
    const until = Number.isFinite(waitMs) ? this.#parts.clock.now() + waitMs : null;
    if (isPassedOver) return { key: null, reason: "passed-over", until };
    if (enabled.length === 0) return { key: null, reason: "no-keys", until };
    const detail = until === null ? enabled.map((entry) => entry.whyTooLarge(cost)).find((why) => why !== null) : null;
    return detail ? { key: null, reason: "too-large", until, detail } : { key: null, reason: "resting", until };
  }

  /** A lease of one key in whatever state, for a test; null when it is not in the ring. */
  leaseOf(keyId: string, cost: Readonly<Usage>): Lease | null {
    const entry = this.#entries.find(({ key }) => key.id === keyId);
    return entry ? this.#leaseFrom(entry, cost) : null;
  }

  /** What a judgement of this lease's failure must know. */
  judgeContext(lease: Lease): JudgeContext {
    const hasHourlyLimit = lease.key.limits.some(({ window }) => window === "hour");
    return { nowMs: this.#parts.clock.now(), strikes: this.#entryOf(lease).strikes, hasHourlyLimit };
  }

  /** Ends a lease: counts what was used and learns what became of the key; null stands for a success. */
  settle(lease: Lease, used: Readonly<Usage>, judgement: Judgement | null): void {
    const entry = this.#entryOf(lease);
    this.#leases.delete(lease);
    entry.release(lease.cost);
    if (used.requests > 0) this.#parts.ledger.add(lease.key.id, used);
    // The owner may have taken the key out meanwhile.
    if (!this.#entries.includes(entry)) return;
    if (judgement === null && entry.epoch === lease.epoch) entry.absolve();
    if (!this.#refuse(entry, lease, judgement) && !this.#restAtLimits([entry])) this.#tellChange();
  }

  /** The key has proved that it works: what the service said before is forgotten. The owner's limits still hold. */
  revive(keyId: string): void {
    this.#forgive(this.#entries.filter(({ key }) => key.id === keyId));
  }

  /** Forgets what the service said of every key: another service has still to say it. */
  reviveAll(): void {
    this.#forgive(this.#entries);
  }

  statuses(): KeyStatus[] {
    this.#wake();
    const { ledger } = this.#parts;
    const evidence = findSameAccounts(
      this.#entries.map(({ key, spell }) => ({
        id: key.id,
        label: key.label,
        spell,
        month: ledger.usage(key.id).month,
      })),
    );
    return this.#entries.map((entry) => entry.toStatus(entry === this.#active, evidence.get(entry.key.id)));
  }

  /** Keys that can answer now. */
  get readyCount(): number {
    this.#wake();
    return this.#entries.filter(({ isReady }) => isReady).length;
  }

  /** Stops the ring's timer and tells nobody anything any more. */
  close(): void {
    this.#changeListeners.clear();
    this.#switchListeners.clear();
    this.#entries = [];
    this.#nap();
  }

  #entryOf(lease: Lease): KeyEntry {
    const entry = this.#leases.get(lease);
    if (!entry) throw new Error("a lease can be settled only once");
    return entry;
  }

  #leaseFrom(entry: KeyEntry, cost: Readonly<Usage>): Lease {
    const lease = { key: entry.key, cost, epoch: entry.epoch };
    entry.reserve(cost);
    this.#leases.set(lease, entry);
    return lease;
  }

  /**
   * Sends the key to rest where that is news: a report counts for the spell of readiness in which its request began,
   * a late one only where it is graver than what is known.
   */
  #refuse(entry: KeyEntry, lease: Lease, judgement: Judgement | null): boolean {
    const rest = judgement?.rest;
    if (!rest) return false;
    const isNews = entry.spell ? isGraver(rest.state, entry.spell) : entry.epoch === lease.epoch;
    if (!isNews) return false;
    entry.strike();
    entry.rest({ ...rest, reason: `${judgement.reason} ${judgement.mend}`, byLimit: false });
    this.#afterChange();
    return true;
  }

  #restAtLimits(entries: readonly KeyEntry[]): boolean {
    const resting = entries.filter((entry) => entry.restAtLimit(this.#leastCost.current));
    if (resting.length > 0) this.#afterChange();
    return resting.length > 0;
  }

  #forgive(entries: readonly KeyEntry[]): void {
    const forgiven = entries.filter(({ spell }) => spell !== null && !spell.byLimit);
    for (const entry of forgiven) entry.absolve();
    this.#bringBack(forgiven);
  }

  /** Ends the spells whose time is over. */
  #wake(): void {
    const { clock } = this.#parts;
    this.#bringBack(this.#entries.filter(({ spell }) => spell !== null && remainingMs(clock, spell) === 0));
  }

  #bringBack(entries: readonly KeyEntry[]): void {
    if (entries.length === 0) return;
    for (const entry of entries) entry.wake();
    for (const entry of entries) entry.restAtLimit(this.#leastCost.current);
    this.#afterChange();
  }

  /** After every change of state: keeps it, sets the timer for the next one, and tells of it. */
  #afterChange(): void {
    this.#keeper.keep(new Map(this.#entries.map((entry) => [entry.key.id, entry.toStored()])));
    this.#nap();
    const before = this.#active;
    const active = this.#firstReady();
    this.#active = active;
    if (active !== before) {
      const event = this.#switchBetween(before, active);
      for (const listener of this.#switchListeners) listener(event);
    }
    this.#tellChange();
  }

  #switchBetween(before: KeyEntry | null, active: KeyEntry | null): KeySwitch {
    const labels = { from: before?.key.label ?? null, to: active?.key.label ?? null };
    const reason = before?.spell?.reason ?? (active ? `"${active.key.label}" is back.` : "");
    if (!active) {
      const ends = this.#entries.flatMap(({ key, spell }) => (key.enabled && spell?.until) || []);
      return { kind: "all-resting", ...labels, reason, until: ends.length > 0 ? Math.min(...ends) : null };
    }
    const isReturn = !before || this.#entries.indexOf(active) < this.#entries.indexOf(before);
    return { kind: isReturn ? "key-return" : "key-switch", ...labels, reason, until: before?.spell?.until ?? null };
  }

  #firstReady(): KeyEntry | null {
    return this.#entries.find(({ isReady }) => isReady) ?? null;
  }

  /** The one timer: for the next key to come back, else for the turn of the hour, when the panel's counts begin anew. */
  #nap(): void {
    this.#cancelNap?.();
    this.#cancelNap = null;
    if (this.#entries.length === 0) return;
    const { clock } = this.#parts;
    const turnOfHour = windowEnd("hour", clock.now());
    const ends = this.#entries.flatMap(({ spell }) => (spell?.until ? remainingMs(clock, spell) : []));
    const napMs = Math.min(
      turnOfHour - clock.now(),
      ...ends,
      ends.length > 0 ? longestNapMs : Number.POSITIVE_INFINITY,
    );
    this.#cancelNap = clock.after(Math.max(1, napMs), () => {
      this.#nap();
      this.#wake();
      if (clock.now() >= turnOfHour) this.#tellChange();
    });
  }

  #tellChange(): void {
    for (const listener of this.#changeListeners) listener();
  }
}
