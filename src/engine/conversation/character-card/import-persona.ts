import { idFromName } from "../../../shared/id-from-name.ts";
import { type ImportedPersona, type Persona, personaSchema } from "../../../shared/persona.ts";
import { readCard } from "./card.ts";
import { readCardFile } from "./card-file.ts";
import { personaOfCard } from "./card-persona.ts";
import { fitText } from "./card-text.ts";

/**
 * Reads a character card or a persona's own file as a draft with an id that none of `takenIds` has.
 * Throws a QuipdeckError that says what the file is not.
 */
export function importPersona(bytes: Buffer, takenIds: readonly string[]): ImportedPersona {
  const json = readCardFile(bytes);
  const own = personaSchema.safeParse(json);
  if (!own.success) return personaOfCard(readCard(json), takenIds);
  const { id } = own.data;
  const notes = new Set<string>();
  const persona = withoutHidden(own.data, notes);
  return {
    persona: { ...persona, id: takenIds.includes(id) ? idFromName(id, takenIds, "persona") : id },
    leftOut: [...notes],
  };
}

/** Somebody else may have written the file: it hides nothing from its new owner either. */
function withoutHidden({ $schema: _, ...persona }: Persona, notes: Set<string>): Persona {
  const bare = (text: string) => fitText(text, text.length, notes);
  const { name, description, instructions, examples, fallbacks, restingLine } = persona;
  return {
    ...persona,
    name: bare(name),
    description: bare(description),
    instructions: bare(instructions),
    examples: examples.map(({ question, answer }) => ({ question: bare(question), answer: bare(answer) })),
    fallbacks: fallbacks.map(bare),
    restingLine: bare(restingLine),
  };
}
