import { type FakeChannel, type FakeDiscord, type FakeUser, startFakeDiscord } from "../support/fake-discord.ts";
import { asides, type CastMember, cast, noise, questions, smallTalk } from "./cast.ts";

/** A living server: its channels, and a crowd that talks in them until it is told to stop. */
export interface Crowd {
  discord: FakeDiscord;
  /** Everything said here is for the bot. */
  answerChannel: FakeChannel;
  startTalking(): void;
  close(): Promise<void>;
}

const shortestPauseMs = 700;
const longestPauseMs = 2600;

/** Opens the server on this machine. `random`: from 0 to below 1. */
export async function openServer(random: () => number): Promise<Crowd> {
  const discord = await startFakeDiscord({ botName: "Marlow", restLatencyMs: 40 });
  const guild = discord.createGuild({ name: "The Lighthouse Café" });
  const answerChannel = discord.createTextChannel(guild, { name: "talk-to-marlow" });
  const general = discord.createTextChannel(guild, { name: "general" });
  // The bot may not read the history here: its replies fail, and the owner has a failure to look at.
  const locked = discord.createTextChannel(guild, {
    name: "announcements",
    overwrites: [{ target: discord.botUser.id, deny: ["ReadMessageHistory"] }],
  });
  const moderators = discord.createRole(guild, { name: "Moderators", permissions: ["ManageMessages"] });
  const members = cast.map((member) => ({
    ...member,
    user: discord.addMember(guild, {
      name: member.name,
      displayName: member.displayName,
      roles: member.isModerator ? [moderators] : [],
    }),
  }));
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const speaker = () => pickSpeaker(members, random());
  let timer: NodeJS.Timeout | undefined;

  function saySomething(): void {
    const chance = random();
    const author = speaker();
    if (chance < 0.62) discord.post({ channelId: answerChannel.id, author, content: pick(questions) });
    else if (chance < 0.72) mention(general, author, pick(questions));
    else if (chance < 0.8) replyToTheBot(author);
    else if (chance < 0.87) discord.post({ channelId: general.id, author, content: pick(smallTalk) });
    else if (chance < 0.92) discord.post({ channelId: answerChannel.id, author, content: pick(asides) });
    else if (chance < 0.96) discord.post({ channelId: answerChannel.id, author, content: pick(noise) });
    else if (chance < 0.98) mention(locked, author, pick(questions));
    else askForStatus();
    timer = setTimeout(saySomething, shortestPauseMs + random() * (longestPauseMs - shortestPauseMs));
  }

  function mention(channel: FakeChannel, author: FakeUser, content: string): void {
    discord.post({ channelId: channel.id, author, content, mentions: [discord.botUser] });
  }

  function replyToTheBot(author: FakeUser): void {
    const last = discord.sent.at(-1);
    const content = pick(["haha, really?", "tell me more", "no way 😮", "and then?"]);
    if (last) discord.post({ channelId: last.channelId, author, content, replyTo: last });
  }

  function askForStatus(): void {
    const moderator = members.find(({ isModerator }) => isModerator);
    if (moderator) discord.post({ channelId: general.id, author: moderator.user, content: "$status" });
  }

  return {
    discord,
    answerChannel,
    startTalking: saySomething,
    async close() {
      clearTimeout(timer);
      await discord.close();
    },
  };
}

function pickSpeaker(members: (CastMember & { user: FakeUser })[], chance: number): FakeUser {
  const whole = members.reduce((sum, { talkativeness }) => sum + talkativeness, 0);
  let rest = chance * whole;
  const found = members.find(({ talkativeness }) => {
    rest -= talkativeness;
    return rest < 0;
  });
  return (found ?? (members[0] as (typeof members)[number])).user;
}
