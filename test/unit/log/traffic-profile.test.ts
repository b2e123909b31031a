import { describe, expect, it } from "vitest";
import { MessageLog } from "../../../src/engine/log/message-log.ts";
import { createRedactor } from "../../../src/engine/log/redact.ts";
import { drawTrafficProfile } from "../../../src/engine/log/traffic-profile.ts";
import type { LogEntry, Outcome } from "../../../src/shared/models.ts";
import { sampleMessage } from "../../support/log-samples.ts";
import { openTestDatabase } from "../../support/test-database.ts";

/** A log that holds these entries; it is drawn on 14 March 2026 at 09:20 UTC. */
function profileOf(entries: Partial<LogEntry>[]) {
  const { database, clock } = openTestDatabase();
  const log = new MessageLog(database, createRedactor(), (id) => id);
  for (const entry of entries) log.append(sampleMessage(entry));
  return drawTrafficProfile(database, clock.now());
}

const at = (time: string) => Date.parse(`2026-03-${time}Z`);

describe("the bot's own traffic", () => {
  it("is unknown where nobody has asked anything", () => {
    expect(profileOf([])).toBeNull();
    expect(profileOf([{ outcome: "not-addressed", sanitized: "" }])).toBeNull();
  });

  it("counts what reached the bot and left words to answer, however it ended", () => {
    const asked: Outcome[] = ["answered", "understudied", "resting", "overloaded", "stale", "stopped", "failed"];
    const unsent: Outcome[] = ["question-gone", "thread-closed", "no-permission", "held-up"];
    const questions = [...asked, ...unsent];
    const others: Outcome[] = [
      "command",
      "not-addressed",
      "ignored-by-marker",
      "paused",
      "too-fast",
      "joined",
      "blocked",
    ];
    const entries = [...questions, ...others].map((outcome) => ({ outcome }));
    expect(profileOf([...entries, { outcome: "failed", sanitized: "" }])?.messages).toBe(questions.length);
  });

  it("knows how long the questions are, as the model got them", () => {
    const profile = profileOf([
      { content: "<@1> hello there", sanitized: "hello there" },
      { content: "😀 what is\nin it", sanitized: "what is\nin it" },
    ]);
    expect(profile?.wordsPerMessage).toBe(3);
    expect(profile?.charactersPerWord).toBe(24 / 6);
  });

  it("knows on which days, at which hours and by how many it was asked", () => {
    const profile = profileOf([
      { at: at("11T20:59:59"), authorId: "1" },
      { at: at("13T20:00:00"), authorId: "1" },
      { at: at("13T21:00:00"), authorId: "2" },
      { at: at("13T21:59:00"), authorId: "2" },
    ]);
    expect(profile).toMatchObject({ messages: 4, days: 2, spanDays: 4, members: 2, dailyMembers: 1.5 });
    expect(profile?.hourWeights).toEqual(
      Array.from({ length: 24 }, (_, hour) => (hour === 20 || hour === 21 ? 0.5 : 0)),
    );
  });

  it("goes back 28 days, today included", () => {
    const oldest = Date.parse("2026-02-15T00:00:00Z");
    expect(profileOf([{ at: oldest - 1 }, { at: oldest }])).toMatchObject({ messages: 1, spanDays: 28 });
  });

  it("knows the length and the time of the model's own answers", () => {
    const answer = (ms: number, response: string): Partial<LogEntry> => ({
      response,
      stages: [
        { stage: "queue", ms: 9000 },
        { stage: "respond", ms },
      ],
    });
    const answers = Array.from({ length: 20 }, (_, index) => answer(100 * (20 - index), "four"));
    const understudied: Partial<LogEntry> = { ...answer(1, "not the model's"), outcome: "understudied" };
    expect(profileOf([...answers, understudied])).toMatchObject({
      messages: 21,
      answerCharacters: 4,
      medianAnswerMs: 1000,
      p95AnswerMs: 1900,
    });
    expect(profileOf([understudied])).toMatchObject({
      answerCharacters: null,
      medianAnswerMs: null,
      p95AnswerMs: null,
    });
  });
});
