import type { GateContext } from "../discord/gate.ts";
import type { Clock } from "../ports.ts";

const windowMs = 60_000;

/** How fast the bot lets a member go on, and itself with them. */
export type MemberPaces = Pick<GateContext, "admitMember" | "admitRefusal">;

/** The paces that the gate asks: for questions and commands as the owner set it, for refusals one a minute. */
export function createMemberPaces(clock: Clock, questionsPerMinute: () => number): MemberPaces {
  return {
    admitMember: createMemberPace(clock, questionsPerMinute).admit,
    admitRefusal: createMemberPace(clock, () => 1).admit,
  };
}

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
