import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Personas } from "../../engine/conversation/personas.ts";
import type { RehearsalJob } from "../../engine/ports.ts";
import { findBuiltInPersonas } from "../../host/folders.ts";
import { personaSchema } from "../../shared/persona.ts";
import { activeProfile, defaultSettings, type Settings } from "../../shared/settings.ts";
import { peekAtSettings, readEnvironment } from "../environment.ts";
import { tell } from "../output.ts";

type RehearsedBot = RehearsalJob["bot"];

/** The owner's settings as they are stored, or the defaults where they are broken, which is told on stderr. */
export function ownSettings(): Settings {
  const { settings, flaw } = peekAtSettings(readEnvironment().dataFolder);
  if (flaw !== null) tell(`settings.json ${flaw}: the defaults are rehearsed.`);
  return settings;
}

/** The bot as its owner has set it. */
export function ownBot(settings: Settings): RehearsedBot {
  const personas = new Personas({
    builtInFolder: findBuiltInPersonas(import.meta.dirname),
    ownFolder: join(readEnvironment().dataFolder, "personas"),
    onChange: () => undefined,
  });
  return { settings, persona: personas.get(activeProfile(settings).personaId) };
}

/** The bot as it comes, whatever its owner has set. */
export function bareBot(): RehearsedBot {
  const settings = defaultSettings();
  const file = join(findBuiltInPersonas(import.meta.dirname), `${activeProfile(settings).personaId}.json`);
  return { settings, persona: personaSchema.parse(JSON.parse(readFileSync(file, "utf8"))) };
}
