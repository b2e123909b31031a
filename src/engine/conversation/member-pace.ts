import type { Clock } from "../ports.ts";

const windowMs = 60_000;

/** Counts each member's questions in the last minute; `admit` is false for one too many. */
export function createMemberPace(clock: Clock, questionsPerMinute: () => number) {
  const recent = new Map<string, number[]>();

  function forgetTheQuiet(now: number): void {
    for (const [member, times] of recent) {
      if ((times.at(-1) ?? 0) <= now - windowMs) recent.delete(member);
    }
  }

  return {
    admit(authorId: string): boolean {
      const now = clock.monotonic();
      if (recent.size >= 1000 && !recent.has(authorId)) forgetTheQuiet(now);
      const times = (recent.get(authorId) ?? []).filter((time) => time > now - windowMs);
      recent.set(authorId, times);
      if (times.length >= questionsPerMinute()) return false;
      times.push(now);
      return true;
    },
  };
}
