import type { KeyStatus } from "../../../shared/models.ts";
import type { EstimateDraft } from "./estimate-fields.ts";

/**
 * Characters that go along with each message: what the keys sent and received for a request this month, without the
 * member's own words. Null where nothing was counted yet, or where the draft lacks the words.
 */
export function overheadOf(
  keys: readonly KeyStatus[],
  { wordsPerMessage, charactersPerWord }: EstimateDraft,
): number | null {
  const requests = keys.reduce((sum, { month }) => sum + month.requests, 0);
  const characters = keys.reduce((sum, { month }) => sum + month.characters, 0);
  if (characters === 0 || requests === 0 || wordsPerMessage === "" || charactersPerWord === "") return null;
  return Math.max(0, Math.round(characters / requests - Number(wordsPerMessage) * Number(charactersPerWord)));
}
