import { QuipdeckError } from "./errors.ts";

const mends: Record<string, string> = {
  ENOSPC: "Free some space on the disk, then try again.",
  EDQUOT: "Free some space in your disk quota, then try again.",
  EROFS: "Choose a folder that can be written to, in the variable QUIPDECK_HOME.",
  EACCES: "Give yourself access to it, or choose another folder in the variable QUIPDECK_HOME.",
  EPERM: "Give yourself access to it, or choose another folder in the variable QUIPDECK_HOME.",
  ENOTDIR: "Choose a folder in the variable QUIPDECK_HOME: a part of this path is a file.",
  EEXIST: "Choose a folder in the variable QUIPDECK_HOME: there is a file in its place.",
};

/** A failed file operation as a sentence with its mend; `what` says what could not be done. */
export function fileProblem(what: string, thrown: unknown): QuipdeckError {
  const code = errorCodeOf(thrown);
  const mend = mends[code ?? ""] ?? "Look at the folder and its disk, then try again.";
  return new QuipdeckError("storage", `${what}${code === null ? "" : ` (${code})`}.`, mend, { cause: thrown });
}

/** The code of a Node system error, such as `ENOENT`; null for other values. */
export function errorCodeOf(thrown: unknown): string | null {
  const code = thrown instanceof Error && "code" in thrown ? thrown.code : null;
  return typeof code === "string" ? code : null;
}
