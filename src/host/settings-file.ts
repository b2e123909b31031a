import { basename, join } from "node:path";
import type { Cancel, LoadedSettings, SettingsStore } from "../engine/ports.ts";
import { QuipdeckError } from "../shared/errors.ts";
import { fileProblem } from "../shared/file-problem.ts";
import { defaultSettings, describeIssues, type Settings, settingsSchema } from "../shared/settings.ts";
import { keepAside, parseJson, readTextFile } from "./files.ts";

/** In the data folder; the name without its extension is what conf and electron-store ask for. */
export const settingsFile = { name: "settings", extension: "json" } as const;

/** The part of conf (and so of electron-store) that writes the file. */
export interface SettingsWriter {
  set store(settings: Settings);
}

/** Lets conf write over a file that it could not read itself: what is read here is read, and validated, by SettingsFile. */
export const writerOptions = { deserialize: () => defaultSettings() };

export function settingsPathIn(dataFolder: string): string {
  return join(dataFolder, `${settingsFile.name}.${settingsFile.extension}`);
}

const pollMs = 1_000;

/** Settings in one JSON file. A file that cannot be used is kept aside; one that was edited meanwhile is not overwritten. */
export class SettingsFile implements SettingsStore {
  readonly #path: string;
  readonly #openWriter: () => SettingsWriter;
  /** The file as it was last read or written here; null while there was none. */
  #known: string | null = null;
  #current = defaultSettings();

  constructor(dataFolder: string, openWriter: () => SettingsWriter) {
    this.#path = settingsPathIn(dataFolder);
    this.#openWriter = openWriter;
  }

  /** The settings as they were last loaded, saved or taken over. */
  get current(): Settings {
    return this.#current;
  }

  /** Throws a QuipdeckError where the file cannot be read at all. */
  load(): LoadedSettings {
    this.#known = readTextFile(this.#path);
    const { settings, flaw } = readSettings(this.#known);
    this.#current = settings;
    if (flaw === null) return { settings, problem: null };
    const name = basename(this.#path);
    const copy = basename(keepAside(this.#path));
    const problem = `${name} ${flaw}. The defaults are in use, and your file was kept as ${copy}: correct ${name} and restart.`;
    return { settings, problem };
  }

  /** Throws a QuipdeckError, having changed nothing, where the file was edited meanwhile or cannot be written. */
  save(settings: Settings): void {
    const present = readTextFile(this.#path);
    if (present !== null && present !== this.#known) throw editedMeanwhile(present);
    try {
      this.#openWriter().store = settings;
    } catch (thrown) {
      throw fileProblem("The settings cannot be written", thrown);
    }
    this.#known = readTextFile(this.#path);
    this.#current = settings;
  }

  /** Tells of valid settings that somebody else wrote into the file; an invalid edit is left alone until it is valid. */
  onOutsideChange(listener: (settings: Settings) => void): Cancel {
    const look = () => {
      const present = this.#peek();
      if (present === null || present === this.#known) return;
      const { settings, flaw } = readSettings(present);
      if (flaw !== null) return;
      this.#known = present;
      this.#current = settings;
      listener(settings);
    };
    // Reading a small file each second also notices what changed before the first look, which fs.watchFile misses.
    const timer = setInterval(look, pollMs);
    timer.unref();
    return () => clearInterval(timer);
  }

  /** Null also where the file cannot be read just now: the next save says so, and this look is not the last. */
  #peek(): string | null {
    try {
      return readTextFile(this.#path);
    } catch {
      return null;
    }
  }
}

export interface ReadSettings {
  settings: Settings;
  /** What is wrong with the text, as the rest of a sentence; the settings are the defaults then. */
  flaw: string | null;
}

/** Settings from a file's text; null stands for no file. */
export function readSettings(text: string | null): ReadSettings {
  if (text === null) return { settings: defaultSettings(), flaw: null };
  const json = parseJson(text);
  if (json === undefined) return { settings: defaultSettings(), flaw: "is not valid JSON" };
  const parsed = settingsSchema.safeParse(json);
  if (parsed.success) return { settings: parsed.data, flaw: null };
  return { settings: defaultSettings(), flaw: `holds something invalid (${describeIssues(parsed.error)})` };
}

function editedMeanwhile(present: string): QuipdeckError {
  const { flaw } = readSettings(present);
  const message = "The settings file was edited outside Quipdeck, so this change was not written over it.";
  const mend = flaw === null ? "Try again in a moment." : `Correct the file first: it ${flaw}.`;
  return new QuipdeckError("wrong-state", message, mend);
}
