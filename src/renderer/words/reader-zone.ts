/** The reader's time zone by name, such as `Europe/Berlin`. */
export function readerZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Whether the reader's zone reads as UTC at that time, ms since the epoch; then there is nothing to add. */
export function isUtcHere(at: number): boolean {
  return new Date(at).getTimezoneOffset() === 0;
}
