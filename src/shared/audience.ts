import type { EstimateInput } from "./estimate.ts";
import { exact } from "./exact.ts";

type Audience = Pick<EstimateInput, "members" | "onlineShare" | "regularShare" | "lines">;
type Wording = Pick<EstimateInput, "wordsPerMessage" | "charactersPerWord">;

/** Members of this audience who talk to the bot on a day. */
export function talkers({ members, onlineShare, regularShare }: Omit<Audience, "lines">): number {
  return exact(members * onlineShare * regularShare);
}

/** Lines that this audience writes to the bot on a day: what estimate and rehearsal both expect. */
export function linesPerDay({ members, onlineShare, regularShare, lines }: Audience): number {
  return exact(members * onlineShare * regularShare * lines);
}

/** Characters of one line, without what goes along with it. */
export function charactersPerLine({ wordsPerMessage, charactersPerWord }: Wording): number {
  return exact(wordsPerMessage * charactersPerWord);
}
