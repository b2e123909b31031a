import { QuipdeckError } from "../../shared/errors.ts";
import type { Persona, PersonaSummary } from "../../shared/persona.ts";
import type { Profile } from "../../shared/settings.ts";
import { type LoadedPersona, type LoadedPersonas, loadPersonas } from "./persona.ts";
import { freePersonaPath, removePersonaFile, writePersonaFile } from "./persona-file.ts";
import type { IncomingMessage } from "./turn.ts";

interface PersonasParts {
  builtInFolder: string;
  /** Need not exist. */
  ownFolder: string;
  /** Hears of every change of what can be played. */
  onChange: () => void;
}

/** The characters that the bot can play: the built-in ones and the owner's. */
export class Personas {
  readonly #parts: PersonasParts;
  #loaded: LoadedPersonas;

  constructor(parts: PersonasParts) {
    this.#parts = parts;
    this.#loaded = this.#load();
    if (this.#loaded.personas.size === 0) {
      throw new QuipdeckError(
        "not-found",
        `No persona can be read in ${parts.builtInFolder}.`,
        "Install Quipdeck again.",
      );
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

  get ids(): string[] {
    return [...this.#loaded.personas.keys()];
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

  /** The persona with that id and where it is from. Throws a QuipdeckError where there is none. */
  find(id: string): LoadedPersona {
    const found = this.#loaded.personas.get(id);
    if (found) return found;
    throw new QuipdeckError("not-found", `There is no persona "${id}".`, "Read the folder again, and choose another.");
  }

  /**
   * Keeps a persona of the owner's, in its file where it has one. Throws a QuipdeckError where its id is a built-in one's,
   * is taken and `mayReplace` is false, or where the disk refuses.
   */
  save(persona: Persona, mayReplace: boolean): void {
    // A file that was written by hand meanwhile may have the id.
    this.reload();
    const known = this.#loaded.personas.get(persona.id);
    if (known?.source === "built-in") throw builtIn(known);
    if (known && !mayReplace) {
      const message = `The id "${persona.id}" belongs to "${known.persona.name}" already.`;
      throw new QuipdeckError("already-exists", message, "Choose another id.");
    }
    const { ownFolder } = this.#parts;
    writePersonaFile(ownFolder, known?.file ?? freePersonaPath(ownFolder, persona.id), persona);
    this.reload();
  }

  /** Deletes a persona of the owner's that none of `profiles` plays. Throws a QuipdeckError. */
  remove(id: string, profiles: readonly Profile[]): void {
    const known = this.find(id);
    if (known.source === "built-in") throw builtIn(known);
    const user = profiles.find((profile) => playedIn(profile).includes(id));
    if (user) {
      const message = `The profile "${user.name}" plays "${known.persona.name}".`;
      throw new QuipdeckError("wrong-state", message, "Choose another persona there first, for its channels too.");
    }
    removePersonaFile(known.file);
    this.reload();
  }

  /** Reads both folders anew; what could be played before stays where they hold nothing. */
  reload(): void {
    const loaded = this.#load();
    this.#loaded = loaded.personas.size > 0 ? loaded : { ...this.#loaded, problems: loaded.problems };
    this.#parts.onChange();
  }

  #load(): LoadedPersonas {
    return loadPersonas(this.#parts.builtInFolder, this.#parts.ownFolder);
  }
}

/** The id of the persona that plays where a message was written: the channel's own, that of the thread's channel, or the profile's. */
export function personaIdFor(
  { personaId, channelPersonas }: Profile,
  { channelId, parentChannelId }: Pick<IncomingMessage, "channelId" | "parentChannelId">,
): string {
  const ofParent = parentChannelId === null ? undefined : channelPersonas[parentChannelId];
  return channelPersonas[channelId] ?? ofParent ?? personaId;
}

/** Ids of all personas that a profile plays somewhere. */
function playedIn({ personaId, channelPersonas }: Profile): string[] {
  return [...new Set([personaId, ...Object.values(channelPersonas)])];
}

/** Ids of those that cannot be played though the profile wants them. */
export function missingPersonas(personas: Pick<Personas, "has">, profile: Profile): string[] {
  return playedIn(profile).filter((id) => !personas.has(id));
}

function builtIn({ persona }: LoadedPersona): QuipdeckError {
  const message = `"${persona.name}" comes with Quipdeck and stays as it is.`;
  return new QuipdeckError("wrong-state", message, "Save a copy under an id of its own.");
}
