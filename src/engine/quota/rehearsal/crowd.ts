import { charactersPerLine, talkers } from "../../../shared/audience.ts";
import type { Scenario } from "../../../shared/scenario.ts";
import { maxMessageLength } from "../../conversation/answer.ts";
import { type IncomingMessage, noNames } from "../../conversation/turn.ts";
import { logNormal, type Random } from "./chance.ts";

/** Discord allows a message no more. */
/** Words of the length that the scenario's members use do not matter to the bot: only how many characters there are. */
const longLine = "what does the keeper say about the fog and the gull on the roof ".repeat(40);

const guildId = "rehearsed-server";

/** The ids of the channels in which a scenario's members talk. */
export function channelIds({ channels }: Scenario): string[] {
  return Array.from({ length: channels }, (_, index) => `rehearsed-channel-${index + 1}`);
}

/** The scenario's members: gives back the next message that one of them writes, its id counted up. */
export function createCrowd(scenario: Scenario, random: Random): () => IncomingMessage {
  const channels = channelIds(scenario);
  const memberCount = Math.max(1, Math.round(talkers(scenario)));
  const meanLength = charactersPerLine(scenario);
  let lastId = 0;
  return () => {
    lastId += 1;
    const channelId = channels[Math.floor(random() * channels.length)] ?? "";
    const authorId = `member-${Math.floor(random() * memberCount) + 1}`;
    const length = Math.round(logNormal(random, meanLength, scenario.lengthSpread));
    return {
      messageId: String(lastId),
      channelId,
      channelName: channelId,
      parentChannelId: null,
      guildId,
      authorId,
      author: authorId,
      authorIsBot: false,
      content: longLine.slice(0, Math.min(maxMessageLength, Math.max(1, length))),
      mentionsBot: random() < scenario.mentionShare,
      repliesToBot: false,
      isInOwnThread: false,
      isWithheld: false,
      names: noNames,
      authorIsModerator: () => false,
    };
  };
}
