import { nodeProblem } from "./node-version.ts";

const problem = nodeProblem(process.versions.node);
if (problem === null) {
  // Only now, for an older Node may fail to load the rest.
  const { runProgram } = await import("./run-program.ts");
  process.exitCode = await runProgram();
} else {
  console.error(problem);
  process.exitCode = 1;
}
