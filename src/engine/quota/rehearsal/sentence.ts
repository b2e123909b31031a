import type { Occurrence, RehearsalFigures, WhatIf } from "../../../shared/rehearsal.ts";

/** Of two settings, one is called better where it answers so many more in a hundred. */
const worthTelling = 0.02;

/** What the rehearsal came to, in one sentence a person can act on. */
export function sentenceFor(figures: RehearsalFigures, whatIfs: readonly WhatIf[]): string {
  const { questions, answeredShare, understudiedShare } = figures;
  if (questions.high === 0) return "Nobody writes to the bot in this scenario, so any key holds.";
  const asked = `about ${Math.round(questions.mid).toLocaleString("en")} questions`;
  if (answeredShare.low >= 1) return `The keys answer all of ${asked}${outOf(figures)}.`;
  const understudy = understudiedShare.mid > 0 ? `, the understudy ${percent(understudiedShare.mid)}` : "";
  return `The keys answer ${percent(answeredShare.mid)} of ${asked}${understudy}${outOf(figures)}${helpFrom(figures, whatIfs)}.`;
}

function outOf({ firstKeyOut, lastKeyOut }: RehearsalFigures): string {
  if (lastKeyOut.at !== null) return `; the last key is out ${when(lastKeyOut)}`;
  if (firstKeyOut.at !== null) return `; the primary is out ${when(firstKeyOut)}, and the next key takes over`;
  return "";
}

function when({ share, at }: Occurrence): string {
  const often = share === 1 ? "" : ` in ${percent(share)} of the runs`;
  return at === null ? often : `${often} about ${utc(at.mid)} UTC`.trimStart();
}

function helpFrom({ answeredShare }: RehearsalFigures, whatIfs: readonly WhatIf[]): string {
  const best = whatIfs
    .filter(({ id }) => id !== "mention-only" && id !== "member-pause")
    .toSorted((a, b) => b.figures.answeredShare.mid - a.figures.answeredShare.mid)[0];
  if (!best || best.figures.answeredShare.mid < answeredShare.mid + worthTelling) return "";
  const name = best.id === "one-more-key" ? "one more key" : "a plan with other limits";
  return `; ${name} would make that ${percent(best.figures.answeredShare.mid)}`;
}

/** Never rounds up to all, nor down to nothing. */
function percent(share: number): string {
  if (share > 0.99 && share < 1) return "over 99 %";
  if (share > 0 && share < 0.01) return "under 1 %";
  return `${Math.round(share * 100)} %`;
}

function utc(at: number): string {
  return new Date(at).toISOString().slice(5, 16).replace("T", " ");
}
