import { z } from "zod";

/** A key that does not answer, as it is kept over a restart; ready keys are not kept. Times are ms since the epoch. */
export const storedKeyStateSchema = z.object({
  keyId: z.string(),
  state: z.enum(["cooling", "spent", "restricted", "rejected"]),
  reason: z.string(),
  /** When the state began. */
  since: z.number(),
  /** When it ends by itself; null when it does not. */
  until: z.number().nullable(),
  /** Refusals in a row without a success between: a short rest grows with them. */
  strikes: z.number().int().nonnegative(),
});
export type StoredKeyState = z.infer<typeof storedKeyStateSchema>;

/** Where the states of resting and dead keys outlive the process. Both are synchronous and seldom called. */
export interface KeyStateStore {
  load(): StoredKeyState[];
  /** Replaces all that was kept. */
  save(states: StoredKeyState[]): void;
}
