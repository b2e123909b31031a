import { pathToFileURL } from "node:url";
import { fromRoot } from "./paths.ts";

/** Runs a program of this repository in this very process, as if it had been started with `args`. */
export async function runScript(path: string, args: string[]): Promise<void> {
  const file = fromRoot(path);
  process.argv = [process.execPath, file, ...args];
  await import(pathToFileURL(file).href);
}
