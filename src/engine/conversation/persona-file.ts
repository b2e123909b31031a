import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileProblem } from "../../shared/file-problem.ts";
import type { Persona } from "../../shared/persona.ts";

/** A path in the folder for a new persona's file, where nothing lies yet: what cannot be read is nothing to overwrite. */
export function freePersonaPath(folder: string, id: string): string {
  let path = join(folder, `${id}.json`);
  for (let suffix = 2; existsSync(path); suffix += 1) path = join(folder, `${id}-${suffix}.json`);
  return path;
}

/** Writes a persona's file at once or not at all, and makes its folder. Throws a QuipdeckError. */
export function writePersonaFile(folder: string, path: string, persona: Persona): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    replaceFile(path, `${JSON.stringify(persona, null, 2)}\n`);
  } catch (thrown) {
    throw fileProblem(`The persona's file ${path} cannot be written`, thrown);
  }
}

function replaceFile(path: string, text: string): void {
  // Only one host holds the data folder, so one draft's name is enough; it is no persona's, should it be left behind.
  const draft = `${path}.tmp`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flush: true });
    renameSync(draft, path);
  } catch (thrown) {
    rmSync(draft, { force: true });
    throw thrown;
  }
}

/** Throws a QuipdeckError where the file is there and cannot be removed. */
export function removePersonaFile(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (thrown) {
    throw fileProblem(`The persona's file ${path} cannot be removed`, thrown);
  }
}
