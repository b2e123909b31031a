import { QuipdeckError } from "../../shared/errors.ts";
import type { Persona, PersonaSummary } from "../../shared/persona.ts";
import { type LoadedPersonas, loadPersonas } from "./persona.ts";

/** The characters that the bot can play: the built-in ones and the owner's. */
export class Personas {
  readonly #loaded: LoadedPersonas;

  constructor(builtInFolder: string, ownFolder: string) {
    this.#loaded = loadPersonas(builtInFolder, ownFolder);
    if (this.#loaded.personas.size === 0) {
      throw new QuipdeckError("not-found", `No persona can be read in ${builtInFolder}.`, "Install Quipdeck again.");
    }
  }

  /** A sentence for each file that could not be used. */
  get problems(): string[] {
    return this.#loaded.problems;
  }

  get summaries(): PersonaSummary[] {
    return [...this.#loaded.personas.values()].map(({ persona: { id, name, description, examples }, source }) => ({
      id,
      name,
      description,
      exampleCount: examples.length,
      source,
    }));
  }

  has(id: string): boolean {
    return this.#loaded.personas.has(id);
  }

  /** The persona with that id; another one where it cannot be read, so that the bot is never without a character. */
  get(id: string): Persona {
    const { personas } = this.#loaded;
    const found = personas.get(id) ?? personas.values().next().value;
    if (!found) throw new Error("a house without personas does not open");
    return found.persona;
  }
}
