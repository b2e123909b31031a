import { once } from "node:events";
import { driveMessages } from "./fake-discord/drive-messages.ts";
import { driveWorld } from "./fake-discord/drive-world.ts";
import type { Fault } from "./fake-discord/faults.ts";
import { Gateway, type GatewayEvent } from "./fake-discord/gateway.ts";
import { type CommandUse, type Interaction, Interactions } from "./fake-discord/interactions.ts";
import type { SentMessage } from "./fake-discord/model.ts";
import { type FakeDiscordOptions, type PrivilegedIntent, type Settings, settingsFrom } from "./fake-discord/options.ts";
import { type RequestEntry, RestServer } from "./fake-discord/rest-server.ts";
import type { Route } from "./fake-discord/route.ts";
import { guildRoutes } from "./fake-discord/routes-guilds.ts";
import { messageRoutes } from "./fake-discord/routes-messages.ts";
import { World } from "./fake-discord/world.ts";

export type { FakeChannel, FakeUser } from "./fake-discord/model.ts";
export type { FakeDiscordOptions } from "./fake-discord/options.ts";

const WAIT_MS = 1_000;

/** A Discord of one's own; see `startFakeDiscord`. */
export type FakeDiscord = Awaited<ReturnType<typeof startFakeDiscord>>;

/**
 * Starts a Discord on 127.0.0.1 that a real discord.js client can log in to: REST below `restBase` and a gateway on the
 * same port. It refuses, limits and hides what Discord refuses, limits and hides, and notes what the bot does.
 *
 *     const discord = await startFakeDiscord();
 *     const guild = discord.createGuild();
 *     const channel = discord.createTextChannel(guild, { name: "general" });
 *     const ann = discord.addMember(guild, { name: "ann" });
 *     const client = new Client({ intents, rest: { api: discord.restBase } });
 *     await client.login(discord.token);
 *     discord.post({ channelId: channel.id, author: ann, content: "hello", mentions: [discord.botUser] });
 *     const answer = await discord.waitForSent((message) => message.channelId === channel.id);
 *     await discord.close();
 */
export async function startFakeDiscord(options: FakeDiscordOptions = {}) {
  const settings = settingsFrom(options);
  const world = new World(settings);
  const rest = new RestServer(world);
  const gateway = new Gateway(world, rest.http);
  const interactions = new Interactions(world);
  rest.addRoutes([...messageRoutes, ...guildRoutes, ...interactions.routes(), gatewayRoute(gateway, settings)]);
  rest.http.listen(settings.port, "127.0.0.1");
  await once(rest.http, "listening");

  return {
    /** For discord.js: `rest: { api: restBase }`, to which it adds /v10. */
    restBase: `${gateway.url.replace("ws:", "http:")}/api`,
    token: settings.token,
    botUser: world.bot,
    applicationId: world.bot.id,
    ...driveWorld(world),
    ...driveMessages(world),
    ...driveGateway(gateway),
    ...observe(world, rest, gateway),

    /** How many connections are open at the gateway. */
    get connectionCount(): number {
      return gateway.connectionCount;
    },

    /** Identifies left of the day's 1,000; the one too many resets the token, as on the real Discord. */
    get identifiesRemaining(): number {
      return gateway.identifiesRemaining;
    },
    set identifiesRemaining(remaining: number) {
      gateway.identifiesRemaining = remaining;
    },

    /** How many calls got a 429. */
    get rateLimited(): number {
      return rest.requests.entries.filter(({ status }) => status === 429).length;
    },
    /** How many calls count towards the ban at 10,000 in ten minutes (401, 403, 429). */
    get invalidRequests(): number {
      return rest.requests.entries.filter(({ status }) => [401, 403, 429].includes(status)).length;
    },

    /** Flips the portal's privileged-intent switches; they count from the next identify and the next REST call. */
    setPrivilegedIntents(...enabled: PrivilegedIntent[]): void {
      world.privilegedIntents.clear();
      for (const name of enabled) world.privilegedIntents.add(name);
    },

    /** Lets the next matching REST calls fail: with a status, by hanging, or by a broken connection. */
    failNext(fault: Fault): void {
      rest.faults.failNext(fault);
    },

    clearFaults(): void {
      rest.faults.clear();
    },

    /** Slash commands that the bot has registered. */
    commands: interactions.commands,

    /** Lets somebody use a slash command; the interaction given back tells what the bot answers. */
    interact(use: CommandUse): Interaction {
      return interactions.use(use);
    },

    /** Ends every connection, hanging ones too. */
    async close(): Promise<void> {
      const closed = once(rest.http, "close");
      gateway.close();
      rest.http.close();
      rest.http.closeAllConnections();
      await closed;
    },
  };
}

/** What can go wrong at the gateway, on demand. */
function driveGateway(gateway: Gateway) {
  return {
    /** Breaks every connection: with a close code, or as a cut cable does (the bot sees 1006). Sessions can resume. */
    dropConnections: (code?: number): void => gateway.dropConnections(code),
    /** Op 7: asks the bot to reconnect and resume. */
    askToReconnect: (): void => gateway.askToReconnect(),
    /** Op 9 to every connection; unless `resumable`, the sessions are over. */
    invalidateSessions: (how?: { readonly resumable?: boolean }): void => gateway.invalidateSessions(how),
    /** Lets the sessions run on, but answers any later RESUME of them with op 9. */
    forgetSessions: (): void => gateway.forgetSessions(),
    /** Turns today's connections into zombies: no ACK, no event. What they miss is kept for the resume. */
    freezeConnections: (): void => gateway.freezeConnections(),
    /** Resets the token as the portal's button does: every connection closes with 4004, REST answers 401. */
    resetToken: (): void => gateway.resetToken(),
  };
}

/** What the bot did, as arrays to read and as promises to wait on. */
function observe(world: World, rest: RestServer, gateway: Gateway) {
  function waitForSent(wanted: number, timeoutMs?: number): Promise<readonly SentMessage[]>;
  function waitForSent(wanted: (message: SentMessage) => boolean, timeoutMs?: number): Promise<SentMessage>;
  function waitForSent(wanted: number | ((message: SentMessage) => boolean), timeoutMs = WAIT_MS) {
    return typeof wanted === "number"
      ? world.sent.waitForCount(wanted, timeoutMs)
      : world.sent.waitForMatch(wanted, timeoutMs);
  }

  return {
    /** Every message that the bot created, oldest first, deleted ones too. */
    sent: world.sent.entries as readonly SentMessage[],
    /** Waits for so many sent messages in all (gives them all), or for the first that matches (gives that one). */
    waitForSent,
    /** Calls `listener` with each message the bot sends or edits from now on; gives back the function that ends it. */
    onSent: (listener: (message: SentMessage) => void) => world.sent.onEntry(listener),
    /** Each time the bot showed "typing…". */
    typing: world.typing.entries as readonly { readonly channelId: string; readonly at: number }[],
    waitForTyping: (count = 1, timeoutMs = WAIT_MS) => world.typing.waitForCount(count, timeoutMs),
    /** Every REST call, refused ones too. */
    requests: rest.requests.entries as readonly RequestEntry[],
    waitForRequest: (matches: (request: RequestEntry) => boolean, timeoutMs = WAIT_MS) =>
      rest.requests.waitForMatch(matches, timeoutMs),
    /** What happened at the gateway. */
    gatewayEvents: gateway.journal.entries as readonly GatewayEvent[],
    /** Waits for an event, past or coming; `skip` leaves out so many of its kind. */
    async waitForGateway(kind: GatewayEvent["kind"], { skip = 0, timeoutMs = WAIT_MS } = {}): Promise<GatewayEvent> {
      const ofKind = () => gateway.journal.entries.filter((event) => event.kind === kind);
      await gateway.journal.waitForMatch(() => ofKind().length > skip, timeoutMs);
      return ofKind()[skip] as GatewayEvent;
    },
  };
}

function gatewayRoute(gateway: Gateway, { shards, maxConcurrency }: Settings): Route {
  const handle: Route["handle"] = () => {
    const { url, identifiesRemaining: remaining } = gateway;
    const day = { total: 1_000, remaining, reset_after: 86_400_000, max_concurrency: maxConcurrency };
    return { status: 200, body: { url, shards, session_start_limit: day } };
  };
  return { method: "GET", pattern: "/gateway/bot", limit: "other", handle };
}
