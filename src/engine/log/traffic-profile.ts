import type { TrafficProfile } from "../../shared/forecast.ts";
import type { Outcome } from "../../shared/models.ts";
import { dayMs, hourMs } from "../../shared/utc-time.ts";
import type { Database } from "../storage/database.ts";
import { percentile } from "./percentile.ts";

const hoursOfADay = 24;
const spanDays = 28;
/** Bounds of what is read at once, so that drawing a profile does not hold up the bot. */
const scannedRows = 100_000;
const maxQuestions = 20_000;
const maxAnswers = 2000;

/** The ends of a question that asked, or would have asked, the model; a joined line is asked with the next one. */
const asked: readonly Outcome[] = [
  "answered",
  "understudied",
  "resting",
  "overloaded",
  "stale",
  "stopped",
  "question-gone",
  "thread-closed",
  "no-permission",
  "held-up",
  "failed",
];

/** What one member asked in one hour. */
interface MemberHour {
  /** Hours since the epoch. */
  hour: number;
  authorId: string;
  messages: number;
  words: number;
  characters: number;
}

interface ModelAnswer {
  characters: number;
  ms: number | null;
}

const recent = `id > (SELECT max(id) FROM messages) - ${scannedRows} AND at >= ?`;

// One space parts two words of a sanitized text, or a line end where the owner lets white space stay.
const questions = `
  SELECT at / ${hourMs} AS hour, authorId, count(*) AS messages,
    sum(length(sanitized) - length(replace(replace(sanitized, char(10), ' '), ' ', '')) + 1) AS words,
    sum(length(sanitized)) AS characters
  FROM (
    SELECT at, authorId, sanitized FROM messages
    WHERE ${recent} AND outcome IN (SELECT value FROM json_each(?)) AND sanitized <> ''
    ORDER BY id DESC LIMIT ${maxQuestions}
  ) GROUP BY 1, 2`;

const answers = `
  SELECT length(response) AS characters,
    (SELECT value ->> 'ms' FROM json_each(stages) WHERE value ->> 'stage' = 'respond') AS ms
  FROM messages WHERE ${recent} AND outcome = 'answered' ORDER BY id DESC LIMIT ${maxAnswers}`;

/**
 * Draws the bot's own traffic from its log: the questions of the last 28 days, today included, at most 20,000 of them
 * among the newest 100,000 entries, and the newest 2,000 answers of the model; null where there is no question. Throws a
 * QuipdeckError.
 */
export function drawTrafficProfile(database: Database, now: number): TrafficProfile | null {
  database.flush();
  const today = Math.floor(now / dayMs);
  const since = (today - spanDays + 1) * dayMs;
  const rows = database.statement<MemberHour>(questions).all(since, JSON.stringify(asked));
  if (rows.length === 0) return null;
  return { ...profileOf(rows, today), ...answerFigures(database.statement<ModelAnswer>(answers).all(since)) };
}

function profileOf(rows: readonly MemberHour[], today: number) {
  const dayOf = ({ hour }: MemberHour) => Math.floor(hour / hoursOfADay);
  const days = rows.map(dayOf);
  const messages = sumOf(rows.map((row) => row.messages));
  const words = sumOf(rows.map((row) => row.words));
  const byHour = Array.from({ length: hoursOfADay }, (_, hour) =>
    sumOf(rows.filter((row) => row.hour % hoursOfADay === hour).map((row) => row.messages)),
  );
  const activeDays = new Set(days).size;
  return {
    messages,
    days: activeDays,
    // A clock that was set back knows days to come.
    spanDays: Math.max(activeDays, today - Math.min(...days) + 1),
    members: new Set(rows.map(({ authorId }) => authorId)).size,
    dailyMembers: new Set(rows.map((row) => `${dayOf(row)} ${row.authorId}`)).size / activeDays,
    wordsPerMessage: words / messages,
    charactersPerWord: sumOf(rows.map((row) => row.characters)) / words,
    hourWeights: byHour.map((count) => count / messages),
  };
}

function answerFigures(found: readonly ModelAnswer[]) {
  const times = found.flatMap(({ ms }) => (ms === null ? [] : [ms])).sort((one, other) => one - other);
  return {
    answerCharacters: found.length === 0 ? null : sumOf(found.map(({ characters }) => characters)) / found.length,
    medianAnswerMs: percentile(times, 0.5),
    p95AnswerMs: percentile(times, 0.95),
  };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
