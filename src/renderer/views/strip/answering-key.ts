import type { KeyStatus } from "../../../shared/models.ts";
import type { InferenceSettings } from "../../../shared/settings.ts";
import { formatMoment } from "../../words/format.ts";
import type { Tone } from "../../words/tables.ts";

/** Which key answers, and until when. */
export interface AnsweringKey {
  /** Who answers the next question: a key's label, or what happens without one. */
  text: string;
  detail: string;
  tone: Tone;
  /** The time that stands in one of them, ms since the epoch; null where none does. */
  until: number | null;
}

const standIns: Record<InferenceSettings["whenResting"], string> = {
  understudy: "the understudy answers",
  announce: "the bot says when it is back",
};

/** What the keys' states mean for the next question. */
export function answeringKey(
  keys: readonly KeyStatus[],
  whenResting: InferenceSettings["whenResting"],
  now: number,
): AnsweringKey {
  const enabled = keys.filter((key) => key.enabled);
  if (enabled.length === 0) return { text: "No key", detail: "the understudy answers", tone: "warn", until: null };
  const active = enabled.find((key) => key.active);
  const returning = enabled
    .filter(({ state, until }) => state !== "ready" && until !== null)
    .sort((one, other) => (one.until ?? 0) - (other.until ?? 0))
    .at(0);
  if (!active) {
    const until = returning?.until ?? null;
    const text = until === null ? "No key can answer" : `Resting until ${formatMoment(until, now)}`;
    return { text, detail: standIns[whenResting], tone: until === null ? "bad" : "warn", until };
  }
  const before = enabled.slice(0, enabled.indexOf(active)).filter(({ until }) => until !== null);
  const next = before.sort((one, other) => (one.until ?? 0) - (other.until ?? 0)).at(0);
  const detail = next
    ? `until ${formatMoment(next.until ?? 0, now)}, when ${next.label} is back`
    : "the first in order";
  return { text: active.label, detail, tone: next ? "info" : "good", until: next?.until ?? null };
}
