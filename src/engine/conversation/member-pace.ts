import type { GateContext } from "../discord/gate.ts";
import type { Clock } from "../ports.ts";

const windowMs = 60_000;

/** How fast the bot lets a member go on, and itself with them. */
export interface MemberPaces {
  /** The paces that the gate asks: for questions and commands as the owner set it, for refusals one a minute. */
  readonly gate: Pick<GateContext, "admitMember" | "admitRefusal">;
  /** When the member may go on, ms since the epoch; now, where nothing holds them up. */
  pausedUntil(authorId: string): number;
  /** The same for a member who went too fast; null where they were told since they last could go on. */
  noticeOfPause(authorId: string): number | null;
}

export function createMemberPaces(clock: Clock, questionsPerMinute: () => number): MemberPaces {
  const questions = createMemberPace(clock, questionsPerMinute);
  const refusals = createMemberPace(clock, () => 1);
  return {
    gate: { admitMember: questions.admit, admitRefusal: refusals.admit },
    pausedUntil: questions.pausedUntil,
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

  function pausedUntil(authorId: string): number {
    const hindering = recent.get(authorId)?.times.at(-questionsPerMinute()) ?? Number.NEGATIVE_INFINITY;
    return clock.now() + Math.max(0, hindering + windowMs - clock.monotonic());
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
    pausedUntil,
    /** When a member who was refused may go on, ms since the epoch; once for each pause, else null. */
    noticeOfPause(authorId: string): number | null {
      const known = recent.get(authorId);
      if (known === undefined || known.isTold) return null;
      known.isTold = true;
      return pausedUntil(authorId);
    },
  };
}
