import { join } from "node:path";

/** The repository's folder. */
export const root = join(import.meta.dirname, "..", "..");

/** A path below the repository's folder. */
export function fromRoot(...parts: string[]): string {
  return join(root, ...parts);
}
