import type { ErrorReport } from "../../shared/errors.ts";
import type { Failure, PlaygroundReply } from "../../shared/models.ts";
import type { Pipeline, RehearsalOptions } from "./pipeline.ts";
import { type Delivery, type EndedTurn, type IncomingMessage, noNames } from "./turn.ts";

const channelName = "playground";

/** Lets the owner talk with the bot through the same stages as in Discord, without Discord. */
export async function rehearseReply(
  pipeline: Pipeline,
  text: string,
  options: RehearsalOptions,
  failureById: (id: number) => Failure | null,
): Promise<PlaygroundReply> {
  return describe(await pipeline.rehearse(messageOf(text), silentDelivery, options), failureById);
}

/** Nothing leaves the house: the parts are shown in the panel. */
const silentDelivery: Delivery = {
  showTyping: () => Promise.resolve(),
  reply: (_text, nonce) => Promise.resolve(nonce),
};

function messageOf(text: string): IncomingMessage {
  return {
    messageId: channelName,
    channelId: channelName,
    channelName,
    parentChannelId: null,
    isInOwnThread: false,
    guildId: null,
    authorId: "owner",
    author: "Owner",
    authorIsBot: false,
    content: text,
    isWithheld: false,
    mentionsBot: true,
    repliesToBot: false,
    names: noNames,
    authorIsModerator: () => true,
  };
}

function describe(turn: EndedTurn, failureById: (id: number) => Failure | null): PlaygroundReply {
  const { sanitized, removed, response, parts, responder, outcome, keyLabel, stages, attempts, failureId } = turn;
  const failure = failureId === null ? null : failureById(failureId);
  const report: ErrorReport | null = failure && { code: "inference", message: failure.summary, mend: failure.mend };
  return {
    sanitized,
    removed,
    reply: response,
    parts,
    responder,
    outcome,
    keyLabel,
    stages,
    attempts,
    failure: report,
  };
}
