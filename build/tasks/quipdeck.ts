import { ensureBuilt } from "../lib/built.ts";
import { runScript } from "../lib/run-script.ts";

const args = process.argv.slice(2);
await ensureBuilt();
await runScript("out/headless/cli.js", args);
