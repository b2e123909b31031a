import { counted } from "../../../shared/counted.ts";
import { describeLimit } from "../../../shared/limit-words.ts";
import { type Occurrence, type RehearsalFigures, type RehearsalResult, shareOf } from "../../../shared/rehearsal.ts";
import { limitTooSmall } from "../limits.ts";
import { utcMoment } from "../utc-words.ts";
import type { Tally } from "./tally.ts";

/** Of two settings, one is called better where it answers so many more in a hundred. */
const worthTelling = 0.02;

type Facts = Pick<RehearsalResult, "scenario" | "figures" | "whatIfs" | "messageCost"> & Pick<Tally, "trouble">;

/** What the rehearsal came to, in one sentence a person can act on; two where no key answers at all. */
export function sentenceFor(facts: Facts): string {
  const { scenario, figures, whatIfs } = facts;
  const { questions } = figures;
  if (questions.high === 0) return "Nobody writes to the bot in this scenario, so any key holds.";
  const asked = `about ${counted(Math.round(questions.mid), "question")}`;
  const [answered, understudied] = [shareOf(figures, "answered"), shareOf(figures, "understudied")];
  if (answered.high === 0) return `The keys answer none of ${asked}: ${whyNone(facts)}`;
  const end = outOf(figures, Date.parse(scenario.startAt));
  if (answered.low >= 1) return `The keys answer all of ${asked}${end}.`;
  const understudy = understudied.mid > 0 ? `, the understudy ${percent(understudied.mid)}` : "";
  return `The keys answer ${percent(answered.mid)} of ${asked}${understudy}${end}${helpFrom(figures, whatIfs)}.`;
}

/** What is wrong where no key ever answers, and its mend. */
function whyNone({ scenario, messageCost, trouble }: Facts): string {
  const limit = limitTooSmall(scenario.limits, messageCost);
  if (limit) {
    const count = counted(messageCost[limit.unit], limit.unit.slice(0, -1));
    const along = scenario.overheadCharacters === null ? "persona, memory and answer" : "what is added to it";
    return `one message with ${along} counts about ${count}, and a key allows ${describeLimit(limit)}. Take a plan that allows more, or shorten what goes along.`;
  }
  if (trouble) return `${trouble.summary.charAt(0).toLowerCase()}${trouble.summary.slice(1)} ${trouble.mend}`;
  return "they rest all the time. Raise their limits, or take another plan.";
}

function outOf({ firstKeyOut, lastKeyOut }: RehearsalFigures, beginAt: number): string {
  if (lastKeyOut.at !== null) return `; the last key runs out ${when(lastKeyOut, beginAt)}`;
  if (firstKeyOut.at !== null) return `; the first runs out ${when(firstKeyOut, beginAt)}, and the next key takes over`;
  return "";
}

function when({ share, at }: Occurrence, beginAt: number): string {
  const often = share === 1 ? "" : ` in ${percent(share)} of the runs`;
  return at === null ? often : `${often} about ${utcMoment(at.mid, beginAt)}`.trimStart();
}

function helpFrom(figures: RehearsalFigures, whatIfs: RehearsalResult["whatIfs"]): string {
  const answeredIn = (some: RehearsalFigures) => shareOf(some, "answered").mid;
  const best = whatIfs
    .filter(({ id }) => id !== "mention-only" && id !== "member-pause")
    .toSorted((a, b) => answeredIn(b.figures) - answeredIn(a.figures))[0];
  if (!best || answeredIn(best.figures) < answeredIn(figures) + worthTelling) return "";
  const name = best.id === "one-more-key" ? "one more key" : "a plan with other limits";
  return `; ${name} would make that ${percent(answeredIn(best.figures))}`;
}

/** Never rounds up to all, nor down to nothing. */
function percent(share: number): string {
  if (share > 0.99 && share < 1) return "over 99 %";
  if (share > 0 && share < 0.01) return "under 1 %";
  return `${Math.round(share * 100)} %`;
}
