import { answerMinutes, type Pulse, pulseMinutes } from "../../../shared/pulse.ts";
import { minuteMs } from "../../../shared/utc-time.ts";

export interface PulseFigures {
  /** One for each of the last 30 minutes, oldest first; the last one is still going on. */
  messages: number[];
  answers: number[];
  /** Null where nothing was answered in the last ten minutes. */
  answerMs: Pulse["answerMs"];
  /** Since the reader's own midnight. */
  failuresToday: number;
}

/** The pulse as it looks at this moment: nothing may have come since the engine told it. */
export function pulseFigures({ minutes, answerMs, failures }: Pulse, now: number): PulseFigures {
  const newest = Math.floor(now / minuteMs) * minuteMs;
  const starts = Array.from({ length: pulseMinutes }, (_, index) => newest - (pulseMinutes - 1 - index) * minuteMs);
  const counted = new Map(minutes.map((minute) => [minute.at, minute]));
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const isRecent = minutes.some(({ at, answers }) => answers > 0 && at > now - (answerMinutes + 1) * minuteMs);
  return {
    messages: starts.map((at) => counted.get(at)?.messages ?? 0),
    answers: starts.map((at) => counted.get(at)?.answers ?? 0),
    answerMs: isRecent ? answerMs : null,
    failuresToday: failures.reduce((sum, { at, count }) => (at >= midnight ? sum + count : sum), 0),
  };
}
