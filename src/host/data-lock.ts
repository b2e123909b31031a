import {
  closeSync,
  fstatSync,
  futimesSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { QuipdeckError } from "../shared/errors.ts";
import { errorCodeOf, fileProblem } from "../shared/file-problem.ts";
import { readTextFile } from "./files.ts";

const beatMs = 5_000;
/** A lock that was not renewed for so long is left over, even if its process number is in use again. */
const staleAfterMs = 4 * beatMs;

export interface LockListener {
  /** Another host has taken the folder over: this one must take its bot offline. Called once. */
  onLost(problem: QuipdeckError): void;
  /** The lock cannot be renewed just now, and is still held. Called once. */
  onTrouble(problem: QuipdeckError): void;
}

/**
 * Makes sure that one host at a time serves a data folder: two would answer every message twice.
 * Gives back the function that frees it; throws a QuipdeckError while another process holds it.
 */
export function lockDataFolder(folder: string, listener: LockListener): () => void {
  const path = join(folder, "quipdeck.lock");
  const file = create(path) ?? (clearStale(path) ? create(path) : null);
  if (file === null) throw heldBy(holderIn(path).pid);
  const beat = keepRenewing(file, path, listener);
  return () => {
    clearInterval(beat);
    const isOurs = isFileAt(file, path);
    closeSync(file);
    if (isOurs) rmSync(path, { force: true });
  };
}

function keepRenewing(file: number, path: string, { onLost, onTrouble }: LockListener) {
  let isTroubled = false;
  const renew = () => {
    try {
      const now = new Date();
      futimesSync(file, now, now);
      if (isFileAt(file, path)) return;
    } catch (thrown) {
      if (!isTroubled) onTrouble(fileProblem(`The lock file ${path} cannot be renewed`, thrown));
      isTroubled = true;
      return;
    }
    clearInterval(beat);
    onLost(takenOver());
  };
  const beat = setInterval(renew, beatMs).unref();
  return beat;
}

/** Whether the open file is still the one that lies there: an open file's number goes to no other. */
function isFileAt(file: number, path: string): boolean {
  const present = statSync(path, { bigint: true, throwIfNoEntry: false });
  const ours = fstatSync(file, { bigint: true });
  return present !== undefined && present.ino === ours.ino && present.dev === ours.dev;
}

/** Null where the file exists. */
function create(path: string): number | null {
  try {
    const file = openSync(path, "wx", 0o600);
    writeSync(file, `${process.pid}\n${processTable()}\n`);
    return file;
  } catch (thrown) {
    if (errorCodeOf(thrown) === "EEXIST") return null;
    throw fileProblem(`The lock file ${path} cannot be written`, thrown);
  }
}

/** True once a lock that a dead process left behind is out of the way. */
function clearStale(path: string): boolean {
  if (isHeld(path)) return false;
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

function isHeld(path: string): boolean {
  const renewedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (renewedAt === undefined || Date.now() - renewedAt > staleAfterMs) return false;
  const { pid, table } = holderIn(path);
  // Of a process elsewhere, or one that is just writing itself in, only the beat tells.
  if (table !== processTable()) return true;
  return pid !== process.pid && isRunning(pid);
}

function holderIn(path: string): { pid: number; table: string } {
  const [pid = "", table = ""] = (readTextFile(path) ?? "").split("\n");
  return { pid: Number(pid), table };
}

/** What process numbers here belong to: containers that share a folder, and often a host name, count on their own. */
function processTable(): string {
  if (process.platform !== "linux") return hostname();
  try {
    const bootId = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${bootId} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    // A system that hides these files: the host name has to do.
    return hostname();
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return errorCodeOf(thrown) === "EPERM";
  }
}

function heldBy(pid: number): QuipdeckError {
  return new QuipdeckError(
    "wrong-state",
    `Quipdeck is running with this data folder already${pid > 0 ? ` (process ${pid})` : ""}.`,
    "Use that one, stop it first (one that was killed is forgotten after 20 seconds), or give this one its own folder in the variable QUIPDECK_HOME.",
  );
}

function takenOver(): QuipdeckError {
  return new QuipdeckError(
    "wrong-state",
    "While this Quipdeck stood still, another one has taken over its data folder, so this one takes its bot offline and ends.",
    "Use the other one, or stop it and start this one again.",
  );
}
