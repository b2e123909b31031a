import { minuteMs } from "../../shared/utc-time.ts";

/** A time as a field of type `datetime-local` holds it, in the reader's zone; empty for none. */
export function localMinute(at: number | null): string {
  if (at === null) return "";
  const offsetMs = new Date(at).getTimezoneOffset() * minuteMs;
  return new Date(at - offsetMs).toISOString().slice(0, 16);
}

/** The time in such a field, ms since the epoch; null where it holds none. */
export function momentOfLocal(text: string): number | null {
  const at = text === "" ? Number.NaN : new Date(text).getTime();
  return Number.isNaN(at) || at < 0 ? null : at;
}
