import { ensureBuilt } from "../lib/built.ts";
import { fromRoot } from "../lib/paths.ts";
import { runChild } from "../lib/run-child.mjs";

const args = process.argv.slice(2);
await ensureBuilt();
process.exitCode = await runChild(process.execPath, [
  fromRoot("node_modules/electron-builder/cli.js"),
  "--config",
  "build/electron-builder.yml",
  "--publish",
  "never",
  ...args,
]);
