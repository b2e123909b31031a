import type { Profile } from "../../shared/settings.ts";
import { missingPersonas, type Personas } from "./personas.ts";

interface PersonaWatchParts {
  personas: Pick<Personas, "problems" | "has" | "get">;
  profile: () => Profile;
  /** Hears of each trouble once, in a sentence, until it is over. */
  tell: (sentence: string) => void;
}

/** Tells the owner of personas that cannot be played. */
export class PersonaWatch {
  readonly #parts: PersonaWatchParts;
  #told: ReadonlySet<string> = new Set();

  constructor(parts: PersonaWatchParts) {
    this.#parts = parts;
  }

  /** To be called when the personas or the settings have changed. */
  look(): void {
    const { personas, tell } = this.#parts;
    const now = new Set([...personas.problems, ...this.#missing()]);
    for (const sentence of now) if (!this.#told.has(sentence)) tell(sentence);
    this.#told = now;
  }

  #missing(): string[] {
    const { personas } = this.#parts;
    const profile = this.#parts.profile();
    return missingPersonas(personas, profile).map((id) => {
      const standIn = personas.get(id).name;
      return `The persona "${id}" of the profile "${profile.name}" cannot be read; ${standIn} stands in. Choose another under Settings.`;
    });
  }
}
