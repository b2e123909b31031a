import { formatDay, formatHour, type Zone } from "../../../words/format.ts";

/** Which hours of a picture are named, and how: every third hour, or in longer ones the beginnings of days. */
export function hourTicks(hours: readonly number[], zone: Zone) {
  const hourOf = (at: number) => (zone === "UTC" ? new Date(at).getUTCHours() : new Date(at).getHours());
  const isShort = hours.length <= 48;
  return {
    ticks: hours.filter((hour) => (isShort ? hourOf(hour) % 3 === 0 : hourOf(hour) === 0)),
    formatTick: (hour: number) => (isShort ? formatHour(hour, zone) : formatDay(hour, zone)),
  };
}
