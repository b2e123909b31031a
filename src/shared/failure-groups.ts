import type { Failure } from "./models.ts";

/** The open failures that the panel is handed unasked: the newest ones. */
export const heldFailures = 100;

/** All stored failures of one cause, open and resolved. Times are ms since the epoch, UTC. */
export interface FailureGroup extends Pick<Failure, "cause" | "summary" | "mend" | "stage"> {
  /** Not resolved; 0 for a cause that has not come back since it was resolved. */
  open: number;
  resolved: number;
  firstAt: number;
  lastAt: number;
  /** When one of them was resolved last; null where none ever was. */
  lastResolvedAt: number | null;
}
