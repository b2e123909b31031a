import type { BotStatus } from "./models.ts";

/** What is lost if the bot stops now, as a question has it; null where no question waits. */
export function lostByStopping(
  { queueLength, inFlight }: Pick<BotStatus, "queueLength" | "inFlight">,
  catchUpMinutes: number,
): string | null {
  if (queueLength === 0) return null;
  const waiting = `${queueLength.toLocaleString("en")} ${queueLength === 1 ? "question waits" : "questions wait"}`;
  const begun =
    inFlight === 0 ? "" : `, and ${inFlight.toLocaleString("en")} ${inFlight === 1 ? "is" : "are"} being answered`;
  const end = `${waiting}${begun}: they end without an answer.`;
  if (catchUpMinutes === 0) return `${end} With catching up switched off, the bot does not take them up again.`;
  return `${end} Those of the last ${catchUpMinutes} min are caught up with once the bot is online again.`;
}

/** The same for a reboot, after which those questions are taken up again, unless catching up is switched off. */
export function lostByRebooting(status: Parameters<typeof lostByStopping>[0], catchUpMinutes: number): string | null {
  return catchUpMinutes === 0 ? lostByStopping(status, 0) : null;
}
