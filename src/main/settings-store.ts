import ElectronStore from "electron-store";
import { SettingsFile, settingsFile, writerOptions } from "../host/settings-file.ts";
import type { Settings } from "../shared/settings.ts";

/** The settings in `settings.json` of the data folder, written by electron-store. */
export function createSettingsStore(dataFolder: string): SettingsFile {
  const { name, extension } = settingsFile;
  const options = { cwd: dataFolder, name, fileExtension: extension, ...writerOptions };
  return new SettingsFile(dataFolder, () => new ElectronStore<Settings>(options));
}

/** Where the window was when it was last seen, in pixels; of a maximized one where it goes back to. */
export interface WindowPlace {
  x: number;
  y: number;
  width: number;
  height: number;
  isMaximized?: boolean;
}

export interface WindowPlaceStore {
  load(): WindowPlace | null;
  save(place: WindowPlace): void;
}

/** The window's place in `window.json` of the data folder; of no importance, so a damaged file is begun anew. */
export function createWindowPlaceStore(dataFolder: string): WindowPlaceStore {
  const store = new ElectronStore<{ place?: WindowPlace }>({
    cwd: dataFolder,
    name: "window",
    clearInvalidConfig: true,
    schema: { place: placeSchema },
  });
  return { load: () => store.get("place") ?? null, save: (place) => store.set("place", place) };
}

const pixels = { type: "integer" } as const;
const placeSchema = {
  type: "object",
  properties: { x: pixels, y: pixels, width: pixels, height: pixels, isMaximized: { type: "boolean" } },
  required: ["x", "y", "width", "height"],
} as const;
