import type { Stage } from "../../shared/models.ts";
import type { Clock } from "../ports.ts";
import type { Turn } from "./turn.ts";

export interface TraceParts {
  clock: Clock;
  /** Hears of each stage as a turn enters it. */
  onStage?: (turn: Turn, stage: Stage) => void;
}

/**
 * Runs one stage of a turn and notes its time, also when it throws: the last stage noted is where a failure happened.
 * A stage that need not wait costs no promise.
 */
export function timed<Result>({ clock, onStage }: TraceParts, turn: Turn, stage: Stage, work: () => Result): Result {
  onStage?.(turn, stage);
  const startedMs = clock.monotonic();
  const note = () => {
    turn.stages.push({ stage, ms: roundedMs(clock.monotonic() - startedMs) });
  };
  let result: Result;
  try {
    result = work();
  } catch (thrown) {
    note();
    throw thrown;
  }
  if (result instanceof Promise) return result.finally(note) as Result;
  note();
  return result;
}

/** To a microsecond: the log is read by people. */
export function roundedMs(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
