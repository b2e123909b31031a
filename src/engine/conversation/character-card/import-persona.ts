import { idFromName } from "../../../shared/id-from-name.ts";
import { type ImportedPersona, personaSchema } from "../../../shared/persona.ts";
import { readCard } from "./card.ts";
import { readCardFile } from "./card-file.ts";
import { personaOfCard } from "./card-persona.ts";

/**
 * Reads a character card or a persona's own file as a draft with an id that none of `takenIds` has.
 * Throws a QuipdeckError that says what the file is not.
 */
export function importPersona(bytes: Buffer, takenIds: readonly string[]): ImportedPersona {
  const json = readCardFile(bytes);
  const own = personaSchema.safeParse(json);
  if (!own.success) return personaOfCard(readCard(json), takenIds);
  const { $schema: _, ...persona } = own.data;
  const id = takenIds.includes(persona.id) ? idFromName(persona.id, takenIds, "persona") : persona.id;
  return { persona: { ...persona, id }, leftOut: [] };
}
