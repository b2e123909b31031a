import { QuipdeckError } from "../shared/errors.ts";
import type { TrafficProfile } from "../shared/forecast.ts";
import type { KeyStatus } from "../shared/models.ts";
import { shortageOf } from "../shared/own-traffic.ts";
import { readEnvironment } from "./environment.ts";
import { ask, withEngine } from "./open-engine.ts";

interface OwnTraffic {
  profile: TrafficProfile;
  keys: KeyStatus[];
}

/** The bot's own traffic as its log knows it, and its keys. Rejects with a QuipdeckError where it is too little to go by. */
export async function trafficFromLog(): Promise<OwnTraffic> {
  const { profile, keys } = await withEngine(readEnvironment(), async (engine) => ({
    profile: await ask(engine, "quota/profile"),
    keys: engine.snapshot().keys,
  }));
  const shortage = shortageOf(profile);
  if (profile !== null && shortage === null) return { profile, keys };
  throw new QuipdeckError("wrong-state", shortage ?? "", "Let the bot answer for a while, or leave --from-log out.");
}
