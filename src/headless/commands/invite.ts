import { readEnvironment } from "../environment.ts";
import { ask, withEngine } from "../open-engine.ts";
import { printLine, tell } from "../output.ts";

/** Prints the invite link; what it asks for goes to stderr. */
export async function invite(): Promise<void> {
  const { url, permissions, explanation } = await withEngine(readEnvironment(), (engine) => ask(engine, "bot/invite"));
  tell(`${explanation} (permissions: ${permissions})`);
  await printLine(url);
}
