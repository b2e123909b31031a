import { QuipdeckError } from "../shared/errors.ts";
import { describeIssues, type Settings, settingsSchema } from "../shared/settings.ts";
import { findSetting } from "../shared/settings-path.ts";
import type { Cancel, SettingsStore } from "./ports.ts";

/** The settings in force, valid at every moment; each change is saved before anybody hears of it. */
export class LiveSettings {
  readonly #store: SettingsStore;
  readonly #listeners = new Set<(settings: Settings) => void>();
  readonly #cancelFollowing: Cancel;
  #settings: Settings;
  #problem: string | null;

  constructor(store: SettingsStore) {
    this.#store = store;
    const { settings, problem } = store.load();
    this.#settings = settings;
    this.#problem = problem;
    this.#cancelFollowing = store.onOutsideChange?.((changed) => this.#adopt(changed)) ?? (() => undefined);
  }

  /** One sentence while the kept settings cannot be used and the defaults stand in; null once valid ones are in force. */
  get problem(): string | null {
    return this.#problem;
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
    this.#problem = null;
    for (const listener of this.#listeners) listener(settings);
  }
}

/** Only paths that exist can be set: a misspelt name is refused with the names that are known there. */
function withValueAt(settings: Settings, path: string, value: unknown): Settings {
  const { holder, name } = findSetting(settings, path);
  holder[name] = value;
  return settings;
}
