import type { Usage } from "../../shared/models.ts";
import type { Spell } from "./key-spell.ts";

/** A key as far as it tells whose it is. */
interface Suspect {
  id: string;
  label: string;
  spell: Spell | null;
  month: Readonly<Usage>;
}

/** Two accounts seldom run dry within the same minutes, while two keys of one always do, as soon as both are asked. */
const togetherMs = 5 * 60_000;

/**
 * Keys that look like one account's, each with the evidence as one sentence, by id. No answer tells whose a key is; but
 * credits belong to the account, so the second key is refused as soon as it is asked after the first. A key that had
 * answered nothing this month may have been empty before: it is no evidence.
 */
export function findSameAccounts(keys: readonly Suspect[]): Map<string, string> {
  const found = new Map<string, string>();
  const spent = keys.filter(({ spell, month }) => spell?.state === "spent" && !spell.byLimit && month.characters > 0);
  for (const key of spent) {
    const twin = spent.find((other) => other !== key && distanceMs(key, other) <= togetherMs);
    if (twin) found.set(key.id, evidence(twin.label, distanceMs(key, twin)));
  }
  return found;
}

function distanceMs(one: Suspect, other: Suspect): number {
  return Math.abs((one.spell?.since ?? 0) - (other.spell?.since ?? 0));
}

function evidence(label: string, apartMs: number): string {
  const seconds = Math.round(apartMs / 1000);
  const apart =
    seconds < 1 ? "at the same moment as" : seconds < 90 ? `${seconds} s from` : `${Math.round(seconds / 60)} min from`;
  return `Its credits ran out ${apart} those of "${label}": the two look like one account's, with one quota for both.`;
}
