import { LiveSettings } from "../../engine/live-settings.ts";
import { parseJson } from "../../host/files.ts";
import { makeDataFolder } from "../../host/folders.ts";
import { QuipdeckError } from "../../shared/errors.ts";
import type { Settings } from "../../shared/settings.ts";
import { findSetting } from "../../shared/settings-path.ts";
import { peekAtSettings, readEnvironment } from "../environment.ts";
import { UsageError } from "../failure.ts";
import { printJson } from "../output.ts";
import { createSettingsStore } from "../stores.ts";

/** Prints the value at a dotted path, or everything. Rejects with a QuipdeckError that names what there is. */
export async function getSetting(path: string | undefined): Promise<void> {
  const settings = usableSettings(readEnvironment().dataFolder);
  await printJson(path === undefined ? settings : existingValue(settings, path), 2);
}

/** Sets a value after validating the whole; a running host takes it over by itself. */
export async function setSetting(path: string, json: string): Promise<void> {
  const value = parseJson(json);
  if (value === undefined) throw new UsageError(`Not JSON: ${json}`, `Put texts in double quotes, such as '"wisp"'.`);
  const { dataFolder } = readEnvironment();
  usableSettings(dataFolder);
  makeDataFolder(dataFolder);
  new LiveSettings(createSettingsStore(dataFolder)).set(path, value);
}

function existingValue(settings: Settings, path: string): unknown {
  const { holder, name } = findSetting(settings, path);
  return holder[name];
}

/** A broken file is corrected by its owner, not replaced in passing. */
function usableSettings(dataFolder: string): Settings {
  const { settings, flaw } = peekAtSettings(dataFolder);
  if (flaw === null) return settings;
  throw new QuipdeckError("storage", `settings.json ${flaw}.`, `Correct it or move it away; it lies in ${dataFolder}.`);
}
