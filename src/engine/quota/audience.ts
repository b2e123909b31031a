/** Who writes to the bot, and how much: see `audienceShape` in src/shared/estimate.ts. */
interface Audience {
  members: number;
  onlineShare: number;
  regularShare: number;
  lines: number;
}

/** Members who talk to the bot on a day. */
export function talkers({ members, onlineShare, regularShare }: Audience): number {
  return members * onlineShare * regularShare;
}

/** Lines that are expected on a day. */
export function linesPerDay(audience: Audience): number {
  return talkers(audience) * audience.lines;
}
