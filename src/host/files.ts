import { randomBytes } from "node:crypto";
import { constants, copyFileSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, parse } from "node:path";
import { errorCodeOf, fileProblem } from "../shared/file-problem.ts";

/** The file's text without a byte order mark; null where there is no file. Throws a QuipdeckError where it cannot be read. */
export function readTextFile(path: string): string | null {
  try {
    return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch (thrown) {
    if (errorCodeOf(thrown) === "ENOENT") return null;
    throw fileProblem(`${path} cannot be read`, thrown);
  }
}

/** Undefined where the text is not JSON, which no JSON text stands for. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Writes a file that only its owner may read, at once or not at all. Throws a QuipdeckError. */
export function writePrivateFile(path: string, text: string): void {
  const draft = `${path}.${randomBytes(4).toString("hex")}.tmp`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flush: true });
    renameSync(draft, path);
  } catch (thrown) {
    rmSync(draft, { force: true });
    throw fileProblem(`${path} cannot be written`, thrown);
  }
}

/**
 * Copies a file that cannot be used to `NAME.invalid-TIME.EXT` beside it and gives back the copy's path.
 * TIME is that of the file's last change, so the same content is kept once. Throws a QuipdeckError.
 */
export function keepAside(path: string): string {
  const { dir, name, ext } = parse(path);
  try {
    const changedAt = statSync(path).mtime.toISOString().replaceAll(/[:.]/g, "-");
    const copy = join(dir, `${name}.invalid-${changedAt}${ext}`);
    copyOnce(path, copy);
    return copy;
  } catch (thrown) {
    throw fileProblem(`${path} cannot be used, and a copy of it cannot be kept`, thrown);
  }
}

function copyOnce(from: string, to: string): void {
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  } catch (thrown) {
    if (errorCodeOf(thrown) !== "EEXIST") throw thrown;
  }
}
