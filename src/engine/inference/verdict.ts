import type { KeyState, Verdict } from "../../shared/models.ts";
import { hourMs } from "../../shared/utc-time.ts";
import { windowEnd } from "../quota/windows.ts";
import type { CallFailure } from "./model-call.ts";

/** The states in which a key does not answer for a reason of its own. */
export type RestState = Exclude<KeyState, "ready" | "off">;

/**
 * `stop`: another key does not help. `next-key`: ask the next one at once. `retry`: back off, ask again, then the next key.
 * `wait`: ask again after `waitMs`.
 */
export type NextStep = "stop" | "next-key" | "retry" | "wait";

export interface Judgement {
  verdict: Verdict;
  step: NextStep;
  /** For `wait` the whole wait, for `retry` the least that the service asked for. */
  waitMs: number;
  /** What becomes of the key; null when the failure is not the key's own. `until` in ms since the epoch, null: for good. */
  rest: { state: RestState; until: number | null } | null;
  /** For the owner, each one sentence; neither holds the service's text. */
  reason: string;
  mend: string;
}

export interface JudgeContext {
  nowMs: number;
  /** The key's refusals in a row, before this one. */
  strikes: number;
  /** The owner gave the key a limit per hour. */
  hasHourlyLimit: boolean;
}

const firstRestMs = 60_000;
const longestRestMs = 24 * hourMs;
const longestLoadingWaitMs = 30_000;
const longestAskedWaitMs = 10_000;

interface Row extends Omit<Judgement, "rest" | "waitMs"> {
  matches: (failure: CallFailure) => boolean;
  rest?: (failure: CallFailure, context: JudgeContext) => Judgement["rest"];
  waitMs?: (failure: CallFailure) => number;
}

const status =
  (...statuses: number[]) =>
  ({ kind, status: seen }: CallFailure) =>
    kind === "http" && seen !== null && statuses.includes(seen);

const forGood = (state: RestState) => () => ({ state, until: null });

const resting = (_failure: CallFailure, context: JudgeContext) =>
  ({ state: "cooling", until: growingRestEnd(context) }) as const;

/** The first row that matches decides; the last one matches everything. */
const table: Row[] = [
  {
    matches: ({ kind }) => kind === "cancelled",
    verdict: "cancelled",
    step: "stop",
    reason: "The request was cancelled.",
    mend: "Nothing needs to be done.",
  },
  {
    matches: ({ flaw }) => flaw === "not-a-token",
    verdict: "rejected",
    step: "next-key",
    rest: forGood("rejected"),
    reason: 'This is no Hugging Face token: those begin with "hf_".',
    mend: "Replace the key, or set the endpoint that it belongs to.",
  },
  {
    matches: ({ kind }) => kind === "unsent",
    verdict: "misconfigured",
    step: "stop",
    reason: "The model or the endpoint in the settings makes no valid request.",
    mend: "Correct the model and the endpoint under Settings.",
  },
  {
    matches: status(401),
    verdict: "rejected",
    step: "next-key",
    rest: forGood("rejected"),
    reason: "The service does not know this key: it is mistyped, expired or revoked.",
    mend: "Replace the key, or test it again once it is valid.",
  },
  {
    matches: status(402),
    verdict: "spent",
    step: "next-key",
    rest: (_failure, { nowMs }) => ({ state: "spent", until: windowEnd("month", nowMs) }),
    reason: "The month's included credits of this key's account are used up.",
    mend: "It is back on the 1st (UTC); buy credits and test it to use it before.",
  },
  {
    // A web page is not the service's own refusal: it must not cost the owner a good key.
    matches: (failure) => status(403)(failure) && isMarkup(failure.bodyText),
    verdict: "garbage",
    step: "next-key",
    rest: resting,
    reason: "A firewall or proxy on the way to the service refuses the requests.",
    mend: "Check this machine's network, VPN or proxy.",
  },
  {
    matches: status(403),
    verdict: "restricted",
    step: "next-key",
    rest: forGood("restricted"),
    reason: "The token lacks a permission that the model needs.",
    mend: 'Give it the permission "Make calls to Inference Providers" at Hugging Face, then test it.',
  },
  {
    matches: status(429),
    verdict: "rate-limited",
    step: "next-key",
    rest: (failure, context) => ({ state: "cooling", until: rateLimitEnd(failure, context) }),
    reason: "The service's rate limit for this key is reached.",
    mend: "It comes back by itself; a key of another account keeps the bot talking meanwhile.",
  },
  {
    matches: (failure) => status(503)(failure) && failure.estimatedTimeMs !== null,
    verdict: "loading",
    step: "wait",
    waitMs: ({ estimatedTimeMs }) => Math.min(Math.max(estimatedTimeMs ?? 0, 1000), longestLoadingWaitMs),
    reason: "The model is being loaded by the service.",
    mend: "Wait a minute, or choose a model that more people use.",
  },
  {
    matches: ({ kind }) => kind === "network",
    verdict: "transient",
    step: "retry",
    reason: "The inference service cannot be reached.",
    mend: "Check this machine's internet connection, and the endpoint under Settings.",
  },
  {
    // Asking again would spend the same time again.
    matches: ({ kind }) => kind === "timeout",
    verdict: "transient",
    step: "next-key",
    reason: "The inference service did not answer in time.",
    mend: "Choose a faster model, or allow more time per attempt under Settings.",
  },
  {
    matches: ({ kind, flaw }) => kind === "garbage" && flaw === "empty",
    verdict: "garbage",
    step: "retry",
    reason: "The model gave an empty answer.",
    mend: "Choose another model, or allow longer answers under Settings.",
  },
  {
    matches: ({ kind }) => kind === "garbage",
    verdict: "garbage",
    step: "retry",
    reason: "The service's answer was damaged or no chat answer at all.",
    mend: "Check the endpoint under Settings; if it is right, the trouble is the service's and passes.",
  },
  {
    matches: (failure) => (failure.status ?? 0) >= 500 || status(408, 409, 424, 425)(failure),
    verdict: "transient",
    step: "retry",
    waitMs: ({ retryAfterMs }) => Math.min(retryAfterMs ?? 0, longestAskedWaitMs),
    reason: "The inference service has trouble of its own.",
    mend: "It usually passes; if not, choose another model or provider under Settings.",
  },
  {
    matches: () => true,
    verdict: "misconfigured",
    step: "stop",
    reason: "The service does not accept the request: this model or endpoint cannot be used as it is set.",
    mend: "Correct the model and the endpoint under Settings; a persona longer than the model can read is refused too.",
  },
];

/** What a failed call means for its key and for the question. Pure. */
export function judge(failure: CallFailure, context: JudgeContext): Judgement {
  const row = table.find(({ matches }) => matches(failure));
  if (!row) throw new Error("the last row of the verdict table matches every failure");
  const { verdict, step, reason, mend } = row;
  const rest = row.rest?.(failure, context) ?? null;
  return { verdict, step, waitMs: row.waitMs?.(failure) ?? 0, rest, reason, mend };
}

/** Where the service names a time, then; at the turn of the hour for hourly limits; else a short rest that grows. */
function rateLimitEnd({ retryAfterMs, bodyText }: CallFailure, context: JudgeContext): number {
  if (retryAfterMs !== null) return context.nowMs + Math.min(Math.max(retryAfterMs, 1000), longestRestMs);
  const isHourly = context.hasHourlyLimit || /\bhour(ly)?\b/i.test(bodyText);
  return isHourly ? windowEnd("hour", context.nowMs) : growingRestEnd(context);
}

/** A minute, doubled with each refusal in a row, at most to the turn of the hour. */
function growingRestEnd({ nowMs, strikes }: JudgeContext): number {
  return Math.min(nowMs + firstRestMs * 2 ** Math.min(strikes, 10), windowEnd("hour", nowMs));
}

function isMarkup(bodyText: string): boolean {
  return bodyText.trimStart().startsWith("<");
}
