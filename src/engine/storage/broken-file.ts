import { existsSync, renameSync } from "node:fs";
import { fileProblem } from "../../shared/file-problem.ts";

/** The files that belong to a database in WAL mode; the main one goes first, for without it SQLite ignores the others. */
const suffixes = ["", "-wal", "-shm"];

/**
 * Renames a damaged database to `<file>.broken-<time>`, its companions with it, and gives back the new path.
 * Nothing is overwritten. Throws a QuipdeckError where that cannot be done.
 */
export function putAside(file: string, nowMs: number): string {
  const time = new Date(nowMs).toISOString().replaceAll(/[:.]/g, "-");
  const aside = freePath(`${file}.broken-${time}`);
  try {
    for (const suffix of suffixes) {
      if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
    }
  } catch (thrown) {
    throw fileProblem(`The database ${file} is damaged, and cannot be put aside`, thrown);
  }
  return aside;
}

function freePath(wanted: string): string {
  for (let number = 1; ; number += 1) {
    const path = number === 1 ? wanted : `${wanted}-${number}`;
    if (suffixes.every((suffix) => !existsSync(path + suffix))) return path;
  }
}
