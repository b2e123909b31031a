import type { Usage } from "../../shared/models.ts";

/** What one key used in one UTC hour. */
export interface HourRow {
  /** Start of the UTC hour, ms since the epoch. */
  hour: number;
  keyId: string;
  usage: Usage;
}

/** Where the ledger's hours outlive the process. */
export interface LedgerStore {
  /** Every kept row whose hour is at or after `sinceMs`, in any order; one row for each key and hour. */
  load(sinceMs: number): HourRow[];
  /** Adds the counts to what is kept for that key and hour. Called once per request: it returns at once and never throws. */
  add(delta: HourRow): void;
}
