import { formatDay, formatHour, type Zone } from "../../../words/format.ts";

/**
 * Which hours of a picture are named, and how: every third hour, or in longer ones the first of each day, which is not
 * always at 00:00: clocks are put forward at midnight in some zones.
 */
export function hourTicks(hours: readonly number[], zone: Zone) {
  const hourOf = (at: number) => (zone === "UTC" ? new Date(at).getUTCHours() : new Date(at).getHours());
  const isNewDay = (hour: number, place: number) => {
    const before = hours[place - 1];
    return before === undefined ? hourOf(hour) === 0 : formatDay(before, zone) !== formatDay(hour, zone);
  };
  const isShort = hours.length <= 48;
  return {
    ticks: hours.filter((hour, place) => (isShort ? hourOf(hour) % 3 === 0 : isNewDay(hour, place))),
    formatTick: (hour: number) => (isShort ? formatHour(hour, zone) : formatDay(hour, zone)),
  };
}
