import { importPersona } from "./conversation/character-card/import-persona.ts";
import type { Feature } from "./handlers.ts";
import type { House } from "./house.ts";

/** The commands with which the owner makes, changes and takes in personas. */
export function personaHandlers({ personas, settings }: House): Feature<"personas"> {
  return {
    "personas/get"({ id }) {
      const { persona, source } = personas.find(id);
      return { persona, source };
    },
    "personas/save"({ persona, mayReplace }) {
      personas.save(persona, mayReplace);
      return personas.summaries;
    },
    "personas/remove"({ id }) {
      personas.remove(id, settings.current.profiles);
      return personas.summaries;
    },
    "personas/import": ({ base64 }) => importPersona(Buffer.from(base64, "base64"), personas.ids),
    "personas/reload"() {
      personas.reload();
      return { personas: personas.summaries, problems: personas.problems };
    },
  };
}
