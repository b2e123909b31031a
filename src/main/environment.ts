import { join } from "node:path";
import { app } from "electron";
import { dataFolderOf, findBuiltInPersonas, findUpwards, makeDataFolder } from "../host/folders.ts";
import { type OutsideConfiguration, readOutsideConfiguration } from "../shared/outside.ts";

export interface DesktopEnvironment {
  outside: OutsideConfiguration;
  dataFolder: string;
  builtInPersonas: string;
  /** The built panel. */
  rendererFolder: string;
  preloadFile: string;
  /** Null where resources were left out; the system's own icon stands in. */
  iconFile: string | null;
}

/** Where this app runs, with Electron told of its data folder; throws a QuipdeckError with its mend. */
export function readDesktopEnvironment(): DesktopEnvironment {
  const outside = readOutsideConfiguration(process.env);
  const dataFolder = dataFolderOf(outside.home, process.env);
  makeDataFolder(dataFolder);
  app.setPath("userData", dataFolder);
  app.setPath("sessionData", join(dataFolder, "chromium"));
  // Packaged, resources/ lies beside the archive; otherwise above this file.
  const start = app.isPackaged ? process.resourcesPath : import.meta.dirname;
  return {
    outside,
    dataFolder,
    builtInPersonas: findBuiltInPersonas(start),
    rendererFolder: join(import.meta.dirname, "..", "renderer"),
    preloadFile: join(import.meta.dirname, "..", "preload", "index.cjs"),
    iconFile: findUpwards(start, join("resources", "icon.png")),
  };
}
