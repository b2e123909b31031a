import type { Delivery, Turn } from "../conversation/turn.ts";
import type { Cancel, Clock } from "../ports.ts";

/** Discord shows typing for 10 seconds. */
const typingRefreshMs = 8000;

/**
 * Shows typing while `work` takes longer than `delayMs`, refreshed until it ends.
 * A typing that could not be shown is told to `onTrouble` once and ends the showing: the reply will meet the same fault.
 */
export async function whileTyping<Result>(
  clock: Clock,
  delayMs: number,
  delivery: Delivery,
  onTrouble: (thrown: unknown) => void,
  work: () => Promise<Result>,
): Promise<Result> {
  let done = false;
  let cancel: Cancel = clock.after(delayMs, show);
  function show(): void {
    delivery.showTyping().then(
      () => {
        if (!done) cancel = clock.after(typingRefreshMs, show);
      },
      (thrown: unknown) => onTrouble(thrown),
    );
  }
  try {
    return await work();
  } finally {
    done = true;
    cancel();
  }
}

/** Sends the parts one after the other, each as a reply to the question; the turn knows of each one sent. */
export async function sendParts(
  turn: Turn,
  signal: AbortSignal,
  send: Delivery["reply"] = (...part) => turn.delivery.reply(...part),
): Promise<void> {
  for (const [index, part] of turn.parts.entries()) {
    signal.throwIfAborted();
    const sent = await send(part, `${turn.message.messageId}-${index}`, signal);
    if (sent === null) continue;
    turn.replyIds.push(sent.messageId);
    turn.replyChannelIds.push(sent.channelId);
  }
}

/** The same for the character's answers, which may appear elsewhere. */
export function sendAnswer(turn: Turn, signal: AbortSignal): Promise<void> {
  const { delivery } = turn;
  return sendParts(turn, signal, (...part) => delivery.answer?.(...part) ?? delivery.reply(...part));
}
