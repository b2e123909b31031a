import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { fromRoot, root } from "./paths.ts";
import { runChild } from "./run-child.mjs";
import { failedOnce, type Outcome } from "./stage.ts";

export interface VitestRun {
  /** A project of vitest.config.ts. */
  project: string;
  /** Only test files whose path contains one of these; all where empty. */
  filters: string[];
  environment?: NodeJS.ProcessEnv;
  /** A program with its arguments that is to start Node, such as xvfb-run. */
  wrapper?: string[];
}

/** Runs one vitest project and counts by its JSON report; a run without a report, or without a test, has failed. */
export async function runVitest({ project, filters, environment = {}, wrapper = [] }: VitestRun): Promise<Outcome> {
  const report = fromRoot("test-output", `${project}.json`);
  mkdirSync(fromRoot("test-output"), { recursive: true });
  rmSync(report, { force: true });
  const [file = process.execPath, ...args] = [
    ...wrapper,
    process.execPath,
    fromRoot("node_modules/vitest/vitest.mjs"),
    "run",
    `--project=${project}`,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...filters,
  ];
  const stdio = ["ignore", "inherit", "inherit"] as const;
  const exitCode = await runChild(file, args, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: [...stdio],
  });
  if (!existsSync(report)) return failedOnce(`vitest wrote no report for ${project} (exit code ${exitCode}).`);
  return count(JSON.parse(readFileSync(report, "utf8")), exitCode);
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
}

function count(report: Report, exitCode: number): Outcome {
  const { numPassedTests: passed, numFailedTests, numPendingTests, numTodoTests } = report;
  // A file that does not load, or an error outside any test, fails the run without failing a test.
  const failed = exitCode === 0 ? numFailedTests : Math.max(numFailedTests, 1);
  return { passed, failed, skipped: numPendingTests + numTodoTests };
}
