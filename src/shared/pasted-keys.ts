import { z } from "zod";

/** Nothing that an HTTP header cannot carry, such as the ellipsis of a preview that was copied instead of the secret. */
export const secretSchema = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]*$/, "holds a character that no secret has; copy it anew")
  .max(200);
export const keySecretSchema = secretSchema.min(8, "is too short for a key");

/** A piece of what was pasted: a secret that may be tried, or what is wrong with it. */
export type PastedKey = { secret: string; problem: null } | { secret: null; problem: string };

/** What became of a pasted piece; never its secret. */
export interface AddedKey {
  /** 1 for the first piece. */
  place: number;
  /** Null where it was not added. */
  label: string | null;
  /** One sentence. */
  text: string;
}

/** The pieces of a text in order, parted by white space, commas or semicolons; quotation marks and `NAME=` are left away. */
export function splitPastedKeys(text: string): PastedKey[] {
  const seen = new Map<string, number>();
  return text
    .split(/[\s,;]+/)
    .map((piece) => piece.replace(/^[A-Z][A-Z0-9_]*=/, "").replace(/^(["'`])(.*)\1$/, "$2"))
    .filter((piece) => piece !== "")
    .map((piece, index) => {
      const parsed = keySecretSchema.safeParse(piece);
      if (!parsed.success) return { secret: null, problem: parsed.error.issues[0]?.message ?? "is no key" };
      const first = seen.get(parsed.data);
      if (first !== undefined) return { secret: null, problem: `is the same as number ${first}` };
      seen.set(parsed.data, index + 1);
      return { secret: parsed.data, problem: null };
    });
}
