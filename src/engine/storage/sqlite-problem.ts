import { statfsSync } from "node:fs";
import { dirname } from "node:path";
import { QuipdeckError } from "../../shared/errors.ts";

/** SQLite's primary result codes of which something is known to say: https://sqlite.org/rescode.html */
const codes = {
  permission: 3,
  busy: 5,
  locked: 6,
  readOnly: 8,
  input: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
} as const;

const problems = new Map<number, { what: string; mend: string }>([
  [codes.permission, { what: "access is denied", mend: "Give yourself the right to write there." }],
  [codes.busy, { what: "another program is holding it", mend: "Close what has this file open." }],
  [codes.locked, { what: "another program is holding it", mend: "Close what has this file open." }],
  [
    codes.readOnly,
    { what: "it cannot be written to", mend: "Give yourself the right to write to the file and its folder." },
  ],
  [codes.input, { what: "the disk reports an error", mend: "Look at the disk, and keep a copy of the data folder." }],
  [codes.corrupt, { what: "it is damaged", mend: "Restart Quipdeck: it puts the file aside and begins a new one." }],
  [codes.full, { what: "the disk is full", mend: "Free some space on it." }],
  [codes.cannotOpen, { what: "it cannot be opened", mend: "Make sure that the folder exists and may be written to." }],
  [
    codes.notADatabase,
    { what: "it is damaged", mend: "Restart Quipdeck: it puts the file aside and begins a new one." },
  ],
]);

/** SQLite calls a write for which there was no room an input/output error, too. */
const fullBytes = 1024 * 1024;

/** The primary result code of an error of SQLite; null for any other value. */
function sqliteCodeOf(thrown: unknown): number | null {
  const code = thrown instanceof Error && "errcode" in thrown ? thrown.errcode : null;
  return typeof code === "number" ? code & 0xff : null;
}

/** True where the file's content is beyond use, as opposed to its surroundings. */
export function isDamage(thrown: unknown): boolean {
  const code = sqliteCodeOf(thrown);
  return code === codes.corrupt || code === codes.notADatabase;
}

export function isBusy(thrown: unknown): boolean {
  const code = sqliteCodeOf(thrown);
  return code === codes.busy || code === codes.locked;
}

/** True where the same write may succeed later: the surroundings are at fault, not what is written. */
export function isPassing(thrown: unknown): boolean {
  return problems.has(sqliteCodeOf(thrown) ?? -1);
}

/** A failed access to the database as a sentence with its mend. */
export function storageProblem(file: string, thrown: unknown): QuipdeckError {
  if (thrown instanceof QuipdeckError) return thrown;
  const code = sqliteCodeOf(thrown);
  const problem = problems.get(code === codes.input && isFull(file) ? codes.full : (code ?? -1)) ?? {
    what: "SQLite refused the access",
    mend: "Restart Quipdeck, and report it if it comes back.",
  };
  return new QuipdeckError("storage", `The database ${file} fails: ${problem.what}.`, problem.mend, { cause: thrown });
}

function isFull(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize < fullBytes;
  } catch {
    // A folder that cannot even be asked has another fault than being full.
    return false;
  }
}
