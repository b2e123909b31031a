export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
  /** What to print: why a stage was skipped, or a failed check's own output. */
  details?: string;
}

export interface Stage {
  name: string;
  run(): Promise<Outcome>;
}

export const passedOnce: Outcome = { passed: 1, failed: 0, skipped: 0 };

export function failedOnce(details: string): Outcome {
  return { passed: 0, failed: 1, skipped: 0, details };
}

export function skippedOnce(why: string): Outcome {
  return { passed: 0, failed: 0, skipped: 1, details: `skipped: ${why}` };
}

/** Runs a stage and announces it in one line with its duration; a stage that throws counts as one failure. */
export async function runStage(stage: Stage): Promise<Outcome> {
  const startedAtMs = performance.now();
  const outcome = await stage.run().catch((error: unknown) => failedOnce(describe(error)));
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  const { passed, failed, skipped, details } = outcome;
  if (failed > 0 && details) console.log(details.trimEnd());
  const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
  const verdict = failed === 0 && details ? details : counts;
  console.log(`== ${stage.name}: ${verdict} (${seconds} s)`);
  return outcome;
}

export function sum(outcomes: Outcome[]): Outcome {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of outcomes) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
