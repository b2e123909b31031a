import { existsSync, mkdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { QuipdeckError } from "../shared/errors.ts";
import { errorCodeOf, fileProblem } from "../shared/file-problem.ts";

const folderName = "quipdeck";

/** The data folder: QUIPDECK_HOME, else `quipdeck` where this platform keeps such things; the same for both hosts. */
export function dataFolderOf(
  home: string | null,
  environment: Record<string, string | undefined>,
  platform: NodeJS.Platform = process.platform,
): string {
  return home === null ? join(configurationFolder(environment, platform), folderName) : resolve(home);
}

function configurationFolder(environment: Record<string, string | undefined>, platform: NodeJS.Platform): string {
  if (platform === "win32") return environment.APPDATA || join(homedir(), "AppData", "Roaming");
  if (platform === "darwin") return join(homedir(), "Library", "Application Support");
  return environment.XDG_CONFIG_HOME || join(homedir(), ".config");
}

/** Makes the folder, for its owner only, where it does not exist. Throws a QuipdeckError. */
export function makeDataFolder(folder: string): void {
  try {
    makeFolder(folder);
  } catch (thrown) {
    throw fileProblem(`The data folder ${folder} cannot be made`, thrown);
  }
}

/** One by one: Node's own recursion never ends where the system refuses with ENOENT, as below /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (thrown) {
    // Another process may have been faster.
    if (errorCodeOf(thrown) !== "EEXIST" || !statSync(folder).isDirectory()) throw thrown;
  }
}

/** The nearest `relative` in `start` or a folder above it; null where there is none. Works from sources and from bundles. */
export function findUpwards(start: string, relative: string): string | null {
  for (let folder = start; ; folder = dirname(folder)) {
    const candidate = join(folder, relative);
    if (existsSync(candidate)) return candidate;
    if (folder === dirname(folder)) return null;
  }
}

/** The personas that come with Quipdeck, found from the program's own folder. Throws a QuipdeckError. */
export function findBuiltInPersonas(start: string): string {
  const found = findUpwards(start, join("resources", "personas"));
  if (found !== null) return found;
  throw new QuipdeckError("not-found", "Quipdeck's own personas are missing.", "Install Quipdeck again.");
}
