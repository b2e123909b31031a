import { describeLimit } from "../../shared/limit-words.ts";
import type { KeyStatus, Usage } from "../../shared/models.ts";
import type { Clock } from "../ports.ts";
import { type Ledger, noUsage } from "../quota/ledger.ts";
import { limitBroken, limitTooSmall, limitUsedUp } from "../quota/limits.ts";
import { windowEnd } from "../quota/windows.ts";
import { beginSpell, remainingMs, resumeSpell, type Spell, type SpellBeginning } from "./key-spell.ts";
import type { StoredKeyState } from "./key-state-store.ts";
import type { KeyMaterial } from "./key-vault.ts";

/** One key in the ring: its state, and what its requests in flight may still cost. */
export class KeyEntry {
  readonly #clock: Clock;
  readonly #ledger: Ledger;
  readonly #reserved = noUsage();
  #key: KeyMaterial;
  #spell: Spell | null;
  #strikes: number;
  #epoch = 0;

  constructor(clock: Clock, ledger: Ledger, key: KeyMaterial, stored: StoredKeyState | null) {
    this.#clock = clock;
    this.#ledger = ledger;
    this.#key = key;
    this.#spell = stored && resumeSpell(clock, stored);
    this.#strikes = stored?.strikes ?? 0;
  }

  get key(): KeyMaterial {
    return this.#key;
  }

  /** Null while the key is ready. */
  get spell(): Spell | null {
    return this.#spell;
  }

  /** Refusals in a row. */
  get strikes(): number {
    return this.#strikes;
  }

  /** Number of changes of state: tells a report on the present spell from a late one. */
  get epoch(): number {
    return this.#epoch;
  }

  get isReady(): boolean {
    return this.#key.enabled && this.#spell === null;
  }

  /** Takes over the owner's changes; changed limits are measured anew. */
  update(key: KeyMaterial): void {
    const isRemeasured = this.#spell?.byLimit && JSON.stringify(key.limits) !== JSON.stringify(this.#key.limits);
    this.#key = key;
    if (isRemeasured) this.wake();
  }

  reserve(cost: Readonly<Usage>): void {
    addTimes(this.#reserved, cost, 1);
  }

  release(cost: Readonly<Usage>): void {
    addTimes(this.#reserved, cost, -1);
  }

  /**
   * 0 when the key can take a request of this cost now, else ms until it may; infinite for a state that does not end,
   * and for a request that is larger than the whole of a limit.
   */
  waitMs(cost: Readonly<Usage>): number {
    if (this.#spell) return remainingMs(this.#clock, this.#spell);
    if (this.#key.limits.length === 0) return 0;
    const total = { ...this.#reserved };
    addTimes(total, cost, 1);
    const broken = limitBroken(this.#key.limits, this.#ledger.usage(this.#key.id), total);
    if (broken && limitTooSmall(this.#key.limits, cost)) return Number.POSITIVE_INFINITY;
    const now = this.#clock.now();
    return broken ? windowEnd(broken.window, now) - now : 0;
  }

  /** Why this ready key can never take a request of this cost, as one sentence for the owner; null where it can. */
  whyTooLarge(cost: Readonly<Usage>): string | null {
    const limit = this.isReady ? limitTooSmall(this.#key.limits, cost) : null;
    if (!limit) return null;
    const needed = `${cost[limit.unit].toLocaleString("en")} ${limit.unit}`;
    return `One question with its answer takes about ${needed}, but "${this.#key.label}" may use ${describeLimit(limit)}.`;
  }

  /** Sends the key to rest where what is used already leaves no room for `cost`, a usual question's; true when it did. */
  restAtLimit(cost: Readonly<Usage>): boolean {
    const { limits, id } = this.#key;
    if (this.#spell || limits.length === 0) return false;
    const used = this.#ledger.usage(id);
    const limit = limitUsedUp(limits, used, cost);
    if (!limit) return false;
    const { window, unit, amount } = limit;
    const finding = used[window][unit] < amount ? "has no room left for another question" : "is reached";
    this.rest({
      state: window === "month" ? "spent" : "cooling",
      reason: `Your limit of ${describeLimit(limit)} ${finding}; it is back when the next ${window} begins (UTC).`,
      until: windowEnd(window, this.#clock.now()),
      byLimit: true,
    });
    return true;
  }

  rest(beginning: SpellBeginning): void {
    this.#spell = beginSpell(this.#clock, beginning);
    this.#epoch += 1;
  }

  strike(): void {
    this.#strikes += 1;
  }

  /** A success: the next refusal is a first one again. */
  absolve(): void {
    this.#strikes = 0;
  }

  /** Ends the spell. */
  wake(): void {
    this.#spell = null;
    this.#epoch += 1;
  }

  /** What is kept over a restart; null where there is nothing: the ledger knows of limits. */
  toStored(): StoredKeyState | null {
    if (!this.#spell || this.#spell.byLimit) return null;
    const { state, reason, since, until } = this.#spell;
    return { keyId: this.#key.id, state, reason, since, until, strikes: this.#strikes };
  }

  /** `sameAccount`: why it looks like another key's account, where something hints at it. */
  toStatus(active: boolean, sameAccount?: string): KeyStatus {
    const { id, label, lastFour, source, enabled, limits } = this.#key;
    const { hour, day, month } = this.#ledger.usage(id);
    const spell = enabled ? this.#spell : null;
    return {
      ...{ id, label, lastFour, source, enabled, limits, active },
      ...(sameAccount === undefined ? {} : { sameAccount }),
      state: enabled ? (spell?.state ?? "ready") : "off",
      reason: enabled ? (spell?.reason ?? "") : "Switched off by you.",
      until: spell?.until ?? null,
      ...{ hour: { ...hour }, day: { ...day }, month: { ...month } },
    };
  }
}

function addTimes(sum: Usage, cost: Readonly<Usage>, times: 1 | -1): void {
  sum.requests += times * cost.requests;
  sum.characters += times * cost.characters;
  sum.tokens += times * cost.tokens;
}
