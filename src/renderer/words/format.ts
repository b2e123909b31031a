const number = new Intl.NumberFormat("en");
const compactNumber = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const clockTime = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const hourMinute = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const dayTime = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

const day = { day: "numeric", month: "short" } as const;
const dayOnly = {
  local: new Intl.DateTimeFormat("en-GB", day),
  UTC: new Intl.DateTimeFormat("en-GB", { ...day, timeZone: "UTC" }),
};

/** The reader's own zone, or UTC, in which limits and rehearsals are counted. */
export type Zone = keyof typeof dayOnly;

export function formatNumber(value: number): string {
  return number.format(value);
}

/** For the axis of a chart: `900`, `12.5K`, `20M`. */
export function formatCompact(value: number): string {
  return compactNumber.format(value);
}

/** A share of 0 to 1 as `0 %`, `0.4 %`, `7.5 %`, `52 %`. */
export function formatShare(share: number): string {
  const percent = share * 100;
  return `${percent < 10 ? Number(percent.toFixed(1)) : Math.round(percent)} %`;
}

/** The time in the reader's zone; with the day where that is not today's. */
export function formatTime(at: number, now: number): string {
  return isSameDay(at, now) ? clockTime.format(at) : dayTime.format(at);
}

/** As `16:00`, or with the day where that is not today's. */
export function formatMoment(at: number, now: number): string {
  return isSameDay(at, now) ? hourMinute.format(at) : dayTime.format(at);
}

export function formatUtc(at: number): string {
  return `${new Date(at).toISOString().replace("T", " ").slice(0, 19)} UTC`;
}

export function formatUtcMinute(at: number): string {
  return new Date(at).toISOString().replace("T", " ").slice(0, 16);
}

/** As `16:00`. */
export function formatHour(at: number, zone: Zone): string {
  return zone === "UTC" ? new Date(at).toISOString().slice(11, 16) : hourMinute.format(at);
}

/** As `24 Nov`. */
export function formatDay(at: number, zone: Zone): string {
  return dayOnly[zone].format(at);
}

/** A stage's or an attempt's duration: `0.4 ms`, `12 ms`, `1.25 s`; `2.5 min` from one and a half minutes on. */
export function formatMs(ms: number): string {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms > 90_000) return `${(ms / 60_000).toFixed(1)} min`;
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}

/** The time left until `until`, in its two largest units: `2 d 4 h`, `12 min 3 s`, `now`. */
export function formatCountdown(until: number, now: number): string {
  const seconds = Math.ceil((until - now) / 1000);
  if (seconds <= 0) return "now";
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const hours = Math.floor(seconds / 3600);
  if (hours < 24) return `${hours} h ${Math.floor((seconds % 3600) / 60)} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** `1 message`, `2 messages`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}
