import type { GateContext } from "../discord/gate.ts";
import type { Clock } from "../ports.ts";

const windowMs = 60_000;

/** How fast the bot lets a member go on, and itself with them. */
export interface MemberPaces {
  /** The paces that the gate asks: for questions and commands as the owner set it, for refusals one a minute. */
  readonly gate: Pick<GateContext, "admitMember" | "admitRefusal">;
  /** When a member who went too fast may go on, ms since the epoch; null where they were told since they last could. */
  noticeOfPause(authorId: string): number | null;
}

export function createMemberPaces(clock: Clock, questionsPerMinute: () => number): MemberPaces {
  const questions = createMemberPace(clock, questionsPerMinute);
  const refusals = createMemberPace(clock, () => 1);
  return {
    gate: { admitMember: questions.admit, admitRefusal: refusals.admit },
    noticeOfPause: questions.noticeOfPause,
  };
}

interface Recent {
  /** Monotonic times, ms, oldest first. */
  times: number[];
  isTold: boolean;
}

/** Counts each member's questions in the last minute; `admit` is false for one too many. */
export function createMemberPace(clock: Clock, questionsPerMinute: () => number) {
  const recent = new Map<string, Recent>();

  function forgetTheQuiet(now: number): void {
    for (const [member, { times }] of recent) {
      if ((times.at(-1) ?? 0) <= now - windowMs) recent.delete(member);
    }
  }

  return {
    admit(authorId: string): boolean {
      const now = clock.monotonic();
      if (recent.size >= 1000 && !recent.has(authorId)) forgetTheQuiet(now);
      const known = recent.get(authorId) ?? { times: [], isTold: false };
      recent.set(authorId, known);
      known.times = known.times.filter((time) => time > now - windowMs);
      if (known.times.length >= questionsPerMinute()) return false;
      known.times.push(now);
      known.isTold = false;
      return true;
    },
    /** When a member who was refused may go on, ms since the epoch; once for each pause, else null. */
    noticeOfPause(authorId: string): number | null {
      const known = recent.get(authorId);
      const hindering = known?.times.at(-questionsPerMinute());
      if (known === undefined || known.isTold || hindering === undefined) return null;
      known.isTold = true;
      return clock.now() + hindering + windowMs - clock.monotonic();
    },
  };
}
