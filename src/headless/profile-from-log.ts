import { QuipdeckError } from "../shared/errors.ts";
import type { TrafficProfile } from "../shared/forecast.ts";
import { shortageOf } from "../shared/own-traffic.ts";
import { readEnvironment } from "./environment.ts";
import { ask, withEngine } from "./open-engine.ts";

/** The bot's own traffic as its log knows it. Rejects with a QuipdeckError where that is too little to go by. */
export async function profileFromLog(): Promise<TrafficProfile> {
  const profile = await withEngine(readEnvironment(), (engine) => ask(engine, "quota/profile"));
  const shortage = shortageOf(profile);
  if (profile !== null && shortage === null) return profile;
  throw new QuipdeckError("wrong-state", shortage ?? "", "Let the bot answer for a while, or leave --from-log out.");
}
