import type { Clock } from "../ports.ts";
import type { StoredKeyState } from "./key-state-store.ts";
import type { RestState } from "./verdict.ts";

/** A time during which a key does not answer. Wall times in ms since the epoch. */
export interface Spell {
  state: RestState;
  /** Why, and what mends it. */
  reason: string;
  since: number;
  /** Null: it does not end by itself. */
  until: number | null;
  /** A little after the same end on the monotonic clock: a wall clock that is set back does not prolong the rest. */
  untilMonotonic: number;
  /** Caused by the owner's own limit, not by the service. */
  byLimit: boolean;
}

export type SpellBeginning = Pick<Spell, "state" | "reason" | "until" | "byLimit">;

/** Room for the wall clock being slewed: while both clocks agree, the wall's `until` is exact. */
const slack = 1.01;

/** How much a state weighs: a graver finding replaces a lighter one, never the other way round. */
const gravity: Record<RestState, number> = { cooling: 0, spent: 1, restricted: 2, rejected: 3 };

export function isGraver(state: RestState, than: Spell): boolean {
  return gravity[state] > gravity[than.state];
}

export function beginSpell(clock: Clock, beginning: SpellBeginning): Spell {
  const since = clock.now();
  const lengthMs = (beginning.until ?? Number.POSITIVE_INFINITY) - since;
  return { ...beginning, since, untilMonotonic: clock.monotonic() + lengthMs * slack };
}

/** A spell from before the restart; a clock that was set back meanwhile does not make it longer than it was. */
export function resumeSpell(clock: Clock, { state, reason, since, until }: StoredKeyState): Spell {
  const wholeMs = (until ?? Number.POSITIVE_INFINITY) - since;
  const leftMs = Math.min(wholeMs, (until ?? Number.POSITIVE_INFINITY) - clock.now());
  return {
    state,
    reason,
    since,
    until,
    untilMonotonic: clock.monotonic() + Math.max(0, leftMs) * slack,
    byLimit: false,
  };
}

/** Wall or monotonic, whichever comes first: the one stands still in a sleeping machine, the other can be set back. */
export function remainingMs(clock: Clock, spell: Spell): number {
  if (spell.until === null) return Number.POSITIVE_INFINITY;
  return Math.max(0, Math.min(spell.until - clock.now(), spell.untilMonotonic - clock.monotonic()));
}
