import { QuipdeckError } from "../shared/errors.ts";
import { describeIssues, type Settings, settingsSchema } from "../shared/settings.ts";
import type { Cancel, SettingsStore } from "./ports.ts";

type JsonObject = Record<string, unknown>;

/** The settings in force, valid at every moment; each change is saved before anybody hears of it. */
export class LiveSettings {
  readonly #store: SettingsStore;
  readonly #listeners = new Set<(settings: Settings) => void>();
  /** One sentence when the kept settings could not be used. */
  readonly problem: string | null;
  readonly #cancelFollowing: Cancel;
  #settings: Settings;

  constructor(store: SettingsStore) {
    this.#store = store;
    const { settings, problem } = store.load();
    this.#settings = settings;
    this.problem = problem;
    this.#cancelFollowing = store.onOutsideChange?.((changed) => this.#adopt(changed)) ?? (() => undefined);
  }

  get current(): Settings {
    return this.#settings;
  }

  onChange(listener: (settings: Settings) => void): void {
    this.#listeners.add(listener);
  }

  /** Replaces the settings by what `change` makes of them; throws a QuipdeckError and changes nothing where that is invalid. */
  update(change: (settings: Settings) => unknown): Settings {
    const parsed = settingsSchema.safeParse(change(structuredClone(this.#settings)));
    if (!parsed.success) {
      throw new QuipdeckError(
        "invalid-input",
        `Not a valid setting: ${describeIssues(parsed.error)}.`,
        "Nothing was changed.",
      );
    }
    this.#store.save(parsed.data);
    this.#adopt(parsed.data);
    return parsed.data;
  }

  /** Sets the value at a dotted path such as `behaviour.staleAfterMs` or `profiles.0.personaId`. */
  set(path: string, value: unknown): Settings {
    return this.update((settings) => withValueAt(settings, path, value));
  }

  /** Follows no more what others write. */
  close(): void {
    this.#cancelFollowing();
  }

  #adopt(settings: Settings): void {
    this.#settings = settings;
    for (const listener of this.#listeners) listener(settings);
  }
}

/** Only paths that exist can be set: a misspelt name is refused with the names that are known there. */
function withValueAt(settings: Settings, path: string, value: unknown): Settings {
  const names = path.split(".");
  let place: unknown = settings;
  for (const [depth, name] of names.entries()) {
    if (!isObject(place) || !Object.hasOwn(place, name)) {
      const allowed = isObject(place) ? Object.keys(place).join(", ") : "nothing, for it is a single value";
      throw new QuipdeckError(
        "invalid-input",
        `There is no setting "${path}".`,
        `Allowed in place of "${name}": ${allowed}.`,
      );
    }
    if (depth === names.length - 1) place[name] = value;
    else place = place[name];
  }
  return settings;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null;
}
