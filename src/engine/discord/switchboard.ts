import { QuipdeckError, sentenceOf } from "../../shared/errors.ts";
import type { Failure } from "../../shared/models.ts";
import type { Profile } from "../../shared/settings.ts";
import type { Answering } from "../answering.ts";
import type { IncomingMessage } from "../conversation/turn.ts";
import type { MessageLog } from "../log/message-log.ts";
import type { Clock } from "../ports.ts";
import type { AnswerPlaces } from "./answer-places.ts";
import type { Bot } from "./bot.ts";
import { CatchUp, type History } from "./catch-up.ts";
import { isCommand } from "./commands.ts";
import { FailureChannel } from "./failure-channel.ts";
import { mayAnswerIn } from "./gate.ts";
import type { MessageDelivery } from "./gateway/delivering.ts";
import type { Gateway, GatewayOptions } from "./gateway.ts";
import { SeenMessages } from "./seen-messages.ts";
import type { Sessions } from "./session.ts";

interface SwitchboardParts {
  clock: Clock;
  sessions: Pick<Sessions, "open">;
  answering: Pick<Answering, "pipeline" | "isQuestion" | "sendLimits">;
  log: Pick<MessageLog, "endedAmong">;
  answerPlaces: Pick<AnswerPlaces, "deliveryFor">;
  profile: () => Profile;
  catchUpMinutes: () => number;
  bot: () => Pick<Bot["facts"], "state" | "userId">;
  /** One sentence for the owner. */
  tell: (level: "info" | "warning", sentence: string) => void;
}

/** What passes between the session with Discord and the rest of the house. */
export class Switchboard {
  readonly #parts: SwitchboardParts;
  readonly #seen = new SeenMessages();
  readonly #failures: FailureChannel;
  readonly #catchUp: CatchUp;
  #gateway: Gateway | null = null;

  constructor(parts: SwitchboardParts) {
    const { clock, profile, bot, tell, log, answering } = parts;
    this.#parts = parts;
    this.#failures = new FailureChannel({
      clock,
      channelId: () => (bot().state === "online" ? profile().failureChannelId : null),
      post: async (channelId, text) => this.#gateway?.post(channelId, text),
      onTrouble: (sentence) => tell("warning", sentence),
    });
    this.#catchUp = new CatchUp({
      clock,
      minutes: parts.catchUpMinutes,
      botUserId: () => bot().userId,
      mayAnswerIn: (channel) => mayAnswerIn(channel, profile()),
      isQuestion: answering.isQuestion,
      endedAmong: (messageIds) => log.endedAmong(messageIds),
      onFound: (count) => tell("info", foundSentence(count)),
      onUnread: (channels, reason) => tell("warning", unreadSentence(channels, reason)),
      take: ({ message, delivery }) => this.#take(message, delivery),
    });
  }

  /** Makes the next session's gateway; rejects with a QuipdeckError. */
  async open({ onConnection }: Pick<GatewayOptions, "onConnection">): Promise<Gateway> {
    const { sessions, answering } = this.#parts;
    const { pipeline } = answering;
    const gateway = await sessions.open({
      onConnection,
      onFresh: (history) => this.#lookBack(history),
      onMessage: (message, delivery) => this.#take(message, delivery),
      onDeleted: (messageIds) => this.#withdraw(messageIds),
      onCommand: (name, use, delivery) => {
        if (isCommand(name) && this.#seen.admit(use.messageId)) void pipeline.obey(name, use, delivery);
      },
      onSendLimit: (limit) => answering.sendLimits.learn(limit),
    });
    this.#gateway = gateway;
    return gateway;
  }

  /** The session is over: turns at work have nobody to answer to. */
  end(): void {
    this.#catchUp.stop();
    this.#parts.answering.pipeline.stop();
  }

  /** What a look back has read of the member is handed on no more. */
  forget(authorId: string): void {
    this.#catchUp.forget(authorId);
  }

  /** Tells the owner of new failures, in the channel of their choice. */
  tellFailures(failures: readonly Failure[]): void {
    this.#failures.tell(failures);
  }

  close(): void {
    this.#failures.close();
  }

  #lookBack(history: History): void {
    this.#catchUp.begin(history).catch((thrown: unknown) => {
      this.#parts.tell("warning", `Questions asked while the bot was away could not be looked for. ${mendOf(thrown)}`);
    });
  }

  /** Each message once: a resumed session sends some again, and a look back finds what has just come. */
  #take(message: IncomingMessage, delivery: MessageDelivery): void {
    if (!this.#seen.admit(message.messageId)) return;
    const { answering, answerPlaces } = this.#parts;
    const toItsPlace = answerPlaces.deliveryFor(message, delivery);
    void answering.pipeline.handle(message, toItsPlace).then(({ outcome, replyIds }) => {
      if (outcome === "stopped" && replyIds.length === 0) this.#seen.forget(message.messageId);
    });
  }

  #withdraw(messageIds: readonly string[]): void {
    // A look back may have read them already, and be about to hand them on.
    for (const messageId of messageIds) this.#seen.admit(messageId);
    this.#parts.answering.pipeline.withdraw(messageIds);
  }
}

function unreadSentence(channels: number, reason: unknown): string {
  const where = channels === 1 ? "one channel" : `${channels} channels`;
  return `Questions asked while the bot was away could not be looked for in ${where}. ${mendOf(reason)}`;
}

function mendOf(thrown: unknown): string {
  return thrown instanceof QuipdeckError ? sentenceOf(thrown) : "Restart the bot to look again.";
}

function foundSentence(count: number): string {
  return count === 1
    ? "A question that was asked while the bot was away is answered now."
    : `${count} questions that were asked while the bot was away are answered now.`;
}
