import { answerOutcomes, type PulseMinute } from "../../shared/pulse.ts";
import type { Database } from "../storage/database.ts";

/** Bounds what is read as the engine is opened. */
const scannedRows = 100_000;

export interface RecentCounts {
  /** Oldest first; minutes without a message are left out. */
  minutes: PulseMinute[];
  /** Oldest first; `at` is when the question came, ms since the epoch. */
  answers: { at: number; ms: number }[];
  /** By slot, oldest first; slots without a failure are left out. */
  failures: { at: number; count: number }[];
}

export interface CountedSince {
  minutesSince: number;
  /** At most so many of the newest answers. */
  answers: number;
  failuresSince: number;
}

/** Failures are counted by the quarter of an hour. */
export const failureSlotMs = 900_000;

const recent = `id > (SELECT max(id) FROM messages) - ${scannedRows} AND at >= ?`;
const isAnswer = "outcome IN (SELECT value FROM json_each(?))";

const minutes = `
  SELECT at / 60000 * 60000 AS at, count(*) AS messages, sum(${isAnswer}) AS answers
  FROM messages WHERE ${recent} GROUP BY 1 ORDER BY 1`;
const answers = `
  SELECT at, totalMs AS ms FROM messages WHERE ${isAnswer} AND ${recent} ORDER BY id DESC LIMIT ?`;
const failures = `
  SELECT at / ${failureSlotMs} * ${failureSlotMs} AS at, count(*) AS count FROM failures WHERE at >= ? GROUP BY 1 ORDER BY 1`;

/** What the log and the failures hold of the time before the engine was opened. Throws a QuipdeckError. */
export function countRecent(database: Database, since: CountedSince): RecentCounts {
  const { minutesSince, failuresSince } = since;
  const answering = JSON.stringify(answerOutcomes);
  return {
    minutes: database.statement<PulseMinute>(minutes).all(answering, minutesSince),
    answers: database
      .statement<{ at: number; ms: number }>(answers)
      .all(answering, minutesSince, since.answers)
      .reverse(),
    failures: database.statement<{ at: number; count: number }>(failures).all(failuresSince),
  };
}
