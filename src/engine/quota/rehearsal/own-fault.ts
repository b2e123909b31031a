import type { AnswerErrorKind } from "../../inference/responder.ts";
import type { FailureFacts } from "../../log/failures.ts";

const answerErrors: Record<AnswerErrorKind, true> = {
  "no-keys": true,
  resting: true,
  misconfigured: true,
  exhausted: true,
  deadline: true,
  empty: true,
};

/** The error of Quipdeck's own behind a failure; null where the service or Discord made it, as a rehearsed one may. */
export function ownFaultOf({ cause, stage, summary, stack }: FailureFacts): Error | null {
  const kind = cause.slice(`${stage}/`.length);
  if (kind in answerErrors || kind.startsWith("discord-")) return null;
  return Object.assign(new Error(summary), { name: kind, stack });
}
