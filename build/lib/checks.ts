import { refreshBuild, type Variant } from "./built.ts";
import { type Captured, captureNode } from "./capture.ts";
import { failedOnce, type Outcome, passedOnce } from "./stage.ts";

/** All TypeScript projects, tests and build scripts included; their references keep the folders apart. */
export async function checkTypes(): Promise<Outcome> {
  return verdict([await captureNode("typescript/bin/tsc", ["-b"])]);
}

/** Style, the walls between the folders, and whatever nobody uses. */
export async function checkLint(): Promise<Outcome> {
  const biome = await captureNode("@biomejs/biome/bin/biome", ["check", "--error-on-warnings"]);
  const knip = await captureNode("knip/bin/knip.js", ["--no-progress"]);
  return verdict([biome, knip]);
}

export async function checkBuild(variants: Variant[]): Promise<Outcome> {
  const builds: Captured[] = [];
  for (const variant of variants) builds.push(await refreshBuild(variant));
  return verdict(builds);
}

function verdict(runs: Captured[]): Outcome {
  const failures = runs.filter(({ exitCode }) => exitCode !== 0);
  return failures.length === 0 ? passedOnce : failedOnce(failures.map(({ output }) => output).join("\n"));
}
