import { parseArgs } from "node:util";
import { checkBuild, checkLint, checkTypes } from "../lib/checks.ts";
import { installedElectron, variantFor } from "../lib/electron-runtime.ts";
import { testInChromium, testInElectron } from "../lib/end-to-end.ts";
import { type Outcome, runStage, type Stage, sum } from "../lib/stage.ts";
import { runVitest } from "../lib/vitest-stage.ts";

// npm test [-- --only STAGE[,STAGE] [FILTER …]]: the filters choose test files by a part of their path.
const { values, positionals: filters } = readArguments();

/** The stages of a group run side by side where that saves time on two cores; the groups run one after the other. */
const groups: Stage[][] = [
  [
    { name: "types", run: checkTypes },
    { name: "lint", run: checkLint },
    { name: "build", run: () => checkBuild(neededVariants()) },
  ],
  [{ name: "walls", run: () => runVitest({ project: "walls", filters }) }],
  [{ name: "unit", run: () => runVitest({ project: "unit", filters }) }],
  [{ name: "integration", run: () => runVitest({ project: "integration", filters }) }],
  [{ name: "e2e-chromium", run: () => testInChromium(filters) }],
  [{ name: "e2e-electron", run: () => testInElectron(filters) }],
];

const names = groups.flat().map(({ name }) => name);
const chosen = values.only?.split(",") ?? names;
const unknown = chosen.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No such stage: ${unknown.join(", ")}. There are ${names.join(", ")}.`);
  process.exit(2);
}

const outcomes: Outcome[] = [];
for (const group of groups) {
  const stages = group.filter(({ name }) => chosen.includes(name) || (name === "build" && needsBuild()));
  outcomes.push(...(await Promise.all(stages.map(runStage))));
}
const { passed, failed, skipped } = sum(outcomes);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 ? 0 : 1;

/** What comes after the build in the life of a change tests what was built. */
function needsBuild(): boolean {
  return chosen.some((name) => name.startsWith("e2e-") || name === "integration");
}

function neededVariants() {
  const runtime = installedElectron();
  const forElectron = runtime === null ? "product" : variantFor(runtime);
  return [...new Set(["product" as const, forElectron])];
}

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { only: { type: "string" } } });
  } catch (error) {
    console.error(`${(error as Error).message}\nUsage: npm test [-- --only STAGE[,STAGE] [FILTER …]]`);
    process.exit(2);
  }
}
