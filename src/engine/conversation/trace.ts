import type { Stage } from "../../shared/models.ts";
import type { Clock } from "../ports.ts";
import type { Turn } from "./turn.ts";

/** Runs one stage of a turn and notes its time, also when it throws: the last stage noted is where a failure happened. */
export async function timed<Result>(
  clock: Clock,
  turn: Turn,
  stage: Stage,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  const startedMs = clock.monotonic();
  try {
    return await work();
  } finally {
    turn.stages.push({ stage, ms: roundedMs(clock.monotonic() - startedMs) });
  }
}

/** To a microsecond: the log is read by people. */
export function roundedMs(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
