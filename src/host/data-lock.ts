import { closeSync, futimesSync, openSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { QuipdeckError } from "../shared/errors.ts";
import { errorCodeOf, fileProblem } from "../shared/file-problem.ts";
import { readTextFile } from "./files.ts";

const beatMs = 5_000;
/** A lock that was not renewed for so long is left over, even if its process number is in use again. */
const staleAfterMs = 4 * beatMs;

/**
 * Makes sure that one host at a time serves a data folder: two would answer every message twice.
 * Gives back the function that frees it; throws a QuipdeckError while another process holds it.
 */
export function lockDataFolder(folder: string): () => void {
  const path = join(folder, "quipdeck.lock");
  const file = create(path) ?? (clearStale(path) ? create(path) : null);
  if (file === null) throw heldBy(readTextFile(path)?.trim() ?? "");
  const beat = setInterval(() => futimesSync(file, new Date(), new Date()), beatMs);
  beat.unref();
  return () => {
    clearInterval(beat);
    closeSync(file);
    rmSync(path, { force: true });
  };
}

/** Null where the file exists. */
function create(path: string): number | null {
  try {
    const file = openSync(path, "wx", 0o600);
    writeSync(file, `${process.pid}\n`);
    return file;
  } catch (thrown) {
    if (errorCodeOf(thrown) === "EEXIST") return null;
    throw fileProblem(`The lock file ${path} cannot be written`, thrown);
  }
}

/** True once a lock that a dead process left behind is out of the way. */
function clearStale(path: string): boolean {
  if (isHeld(path, Number(readTextFile(path) ?? 0))) return false;
  // Renamed first: of two processes that find the same left-over, one only can do this.
  const leftOver = `${path}.${process.pid}`;
  try {
    renameSync(path, leftOver);
  } catch (thrown) {
    if (errorCodeOf(thrown) === "ENOENT") return true;
    throw fileProblem(`The left-over lock file ${path} cannot be removed`, thrown);
  }
  rmSync(leftOver, { force: true });
  return true;
}

function isHeld(path: string, holder: number): boolean {
  const renewedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (renewedAt === undefined || Date.now() - renewedAt > staleAfterMs) return false;
  // Freshly made and not yet written to: somebody is just taking it.
  if (holder === 0) return true;
  return holder !== process.pid && isRunning(holder);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return errorCodeOf(thrown) === "EPERM";
  }
}

function heldBy(holder: string): QuipdeckError {
  return new QuipdeckError(
    "wrong-state",
    `Quipdeck is running with this data folder already${holder === "" ? "" : ` (process ${holder})`}.`,
    "Use that one, stop it first, or give this one its own folder in the variable QUIPDECK_HOME.",
  );
}
