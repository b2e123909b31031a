/** Privileged intents as the developer portal's switches name them. */
export type PrivilegedIntent = "GuildPresences" | "GuildMembers" | "MessageContent";

/** The bot's user id, which is also its application's id and the first part of its token. */
export const BOT_ID = "1000000000000000001";

/** What a test may set about the fake; every field has the real Discord's value as its default unless said otherwise. */
export interface FakeDiscordOptions {
  /** The bot's token; the default has a real token's three parts, and no value anywhere. */
  readonly token?: string;
  readonly botName?: string;
  /** Switches on in the portal. Default: MessageContent only, as most bots of this kind need it. */
  readonly privilegedIntents?: readonly PrivilegedIntent[];
  /** TCP port on 127.0.0.1; 0 (the default) takes any free one. */
  readonly port?: number;
  /** Messages the bot may create per channel and window. */
  readonly sendsPerWindow?: number;
  readonly sendWindowMs?: number;
  readonly typingPerWindow?: number;
  readonly typingWindowMs?: number;
  /** Every other bucket. Discord does not publish these; 50 a second is a generous guess. */
  readonly otherPerWindow?: number;
  readonly otherWindowMs?: number;
  /** Requests a second over all buckets. */
  readonly globalPerSecond?: number;
  readonly heartbeatIntervalMs?: number;
  /** Identifies left of the day's 1,000. */
  readonly identifiesRemaining?: number;
  /** How many shards GET /gateway/bot recommends. */
  readonly shards?: number;
  /** A shard with more servers is refused (4011). */
  readonly guildsPerShard?: number;
  /** So many shards may identify at once. */
  readonly maxConcurrency?: number;
  /** Shards of one group (by maxConcurrency) identify at most so often. Default 0, as tests log in again and again; Discord has 5,000. */
  readonly identifyIntervalMs?: number;
  /** Events kept for a session's resume; a session further behind is invalid. */
  readonly replayLimit?: number;
  /** How long a nonce is remembered ("a few minutes", says the documentation). */
  readonly nonceMemoryMs?: number;
  /** Time each REST answer takes. Default 0; some tens of milliseconds make a demo look alive. */
  readonly restLatencyMs?: number;
  /** The clock for snowflakes, rate-limit windows and log entries, in epoch milliseconds. */
  readonly now?: () => number;
  /** The timer behind waiters' time limits and REST latency; gives back a function that cancels it. */
  readonly setTimer?: (callback: () => void, delayMs: number) => () => void;
}

/** The options with nothing left open. */
export type Settings = Required<FakeDiscordOptions>;

/** Fills the options up with Discord's own values. */
export function settingsFrom(options: FakeDiscordOptions): Settings {
  return {
    token: [btoa(BOT_ID), "G4keT0", "quipdeck-fake-token-of-no-value-0001"].join("."),
    botName: "quip",
    privilegedIntents: ["MessageContent"],
    port: 0,
    sendsPerWindow: 5,
    sendWindowMs: 5_000,
    typingPerWindow: 5,
    typingWindowMs: 5_000,
    otherPerWindow: 50,
    otherWindowMs: 1_000,
    globalPerSecond: 50,
    heartbeatIntervalMs: 41_250,
    identifiesRemaining: 1_000,
    shards: 1,
    guildsPerShard: 2_500,
    maxConcurrency: 1,
    identifyIntervalMs: 0,
    replayLimit: 1_000,
    nonceMemoryMs: 5 * 60_000,
    restLatencyMs: 0,
    now: Date.now,
    setTimer: startTimer,
    ...options,
  };
}

function startTimer(callback: () => void, delayMs: number): () => void {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
}
