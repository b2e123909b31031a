import { readFileSync } from "node:fs";
import { readTextFile } from "../host/files.ts";
import { dataFolderOf, findUpwards } from "../host/folders.ts";
import { readSettings, settingsPathIn } from "../host/settings-file.ts";
import { type OutsideConfiguration, readOutsideConfiguration } from "../shared/outside.ts";

export interface HostEnvironment {
  outside: OutsideConfiguration;
  dataFolder: string;
  version: string;
}

/** Where this host runs, from the environment variables; throws a QuipdeckError that names a wrong one. */
export function readEnvironment(): HostEnvironment {
  const outside = readOutsideConfiguration(process.env);
  return { outside, dataFolder: dataFolderOf(outside.home, process.env), version: readVersion() };
}

/** The settings as they are stored, without writing anything; `flaw` says why they are the defaults. */
export function peekAtSettings(dataFolder: string) {
  return readSettings(readTextFile(settingsPathIn(dataFolder)));
}

function readVersion(): string {
  const file = findUpwards(import.meta.dirname, "package.json");
  return file === null ? "unknown" : JSON.parse(readFileSync(file, "utf8")).version;
}
