import { once } from "node:events";
import {
  Client,
  type ClientOptions,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  type Message,
  Partials,
  type TextChannel,
} from "discord.js";
import { onTestFinished } from "vitest";
import { type FakeDiscord, type FakeDiscordOptions, startFakeDiscord } from "./fake-discord.ts";

const { Guilds, GuildMessages, MessageContent } = GatewayIntentBits;
const usual = [Guilds, GuildMessages, MessageContent];

/** A Discord with one server, one channel and one person in it; it ends with the test. */
export async function startServer(options?: FakeDiscordOptions) {
  const discord = await startFakeDiscord(options);
  onTestFinished(() => discord.close());
  const guild = discord.createGuild();
  const channel = discord.createTextChannel(guild, { name: "general" });
  const ann = discord.addMember(guild, { name: "ann", displayName: "Ann" });
  return { discord, guild, channel, ann };
}

/** A real discord.js client for the fake, not yet logged in; it ends with the test. */
export function newClient(discord: FakeDiscord, options: Partial<ClientOptions> = {}): Client {
  const client = new Client({
    intents: usual,
    partials: [Partials.Channel],
    rest: { api: discord.restBase, offset: 0, retries: 0 },
    // The five seconds that discord.js leaves between two identifies are not what these tests are about.
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) } as never,
    ...options,
  });
  onTestFinished(() => client.destroy());
  return client;
}

/** The same, logged in and ready. */
export async function login(discord: FakeDiscord, options?: Partial<ClientOptions>): Promise<Client<true>> {
  const client = newClient(discord, options);
  const ready = once(client, Events.ClientReady);
  await client.login(discord.token);
  await ready;
  return client as Client<true>;
}

/** The next message that the client hears of. */
export async function nextMessage(client: Client): Promise<Message> {
  const [message] = (await once(client, Events.MessageCreate)) as [Message];
  return message;
}

/** A text channel as the client sees it. */
export async function textChannel(client: Client, id: string): Promise<TextChannel> {
  return (await client.channels.fetch(id)) as TextChannel;
}

/** The Discord error that a promise fails with. */
export async function refusalOf(promise: Promise<unknown>): Promise<DiscordAPIError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DiscordAPIError)) throw new Error(`expected a refusal by Discord, got ${String(error)}`);
  return error;
}
