import type { ErrorReport } from "./errors.ts";
import type { Limit, LimitUnit, SanitizerRule } from "./settings.ts";

/** How a message's life ended; each handled message has exactly one. */
export const outcomes = [
  "answered",
  "understudied",
  "resting",
  "command",
  "ignored-by-marker",
  "not-addressed",
  "from-bot",
  "withheld",
  "nothing-left",
  "blocked",
  "paused",
  "opted-out",
  "forgotten",
  "too-fast",
  "joined",
  "overloaded",
  "stale",
  "stopped",
  "question-gone",
  "thread-closed",
  "no-permission",
  "held-up",
  "failed",
] as const;
export type Outcome = (typeof outcomes)[number];

/** The stages a message passes, in order. */
export const stages = ["gate", "sanitize", "queue", "context", "respond", "clean", "split", "reply"] as const;
export type Stage = (typeof stages)[number];

export interface StageTime {
  stage: Stage;
  /** Wall time spent in the stage, from a monotonic clock. */
  ms: number;
}

/** Something the sanitizer took away. `index` counts UTF-16 units in the input; `replacement` is what stands there now. */
export interface Removal {
  kind: SanitizerRule;
  text: string;
  index: number;
  replacement: string;
}

export interface Sanitized {
  input: string;
  output: string;
  removed: Removal[];
}

/** What a failed request means for the ring: see engine/inference/verdict.ts. */
export const verdicts = [
  "ok",
  "rate-limited",
  "spent",
  "rejected",
  "restricted",
  "misconfigured",
  "loading",
  "transient",
  "garbage",
  "cancelled",
] as const;
export type Verdict = (typeof verdicts)[number];

/** One request to the inference service, as the owner may see it. */
export interface Attempt {
  keyLabel: string;
  /** HTTP status; null where no answer came. */
  status: number | null;
  verdict: Verdict;
  ms: number;
  /** The service's own id of the request, to name to its support. */
  requestId?: string;
}

export const responderKinds = ["model", "understudy", "none"] as const;
export type ResponderKind = (typeof responderKinds)[number];

/** One handled message in the log. Times are ms since the epoch, UTC. */
export interface LogEntry {
  id: number;
  at: number;
  outcome: Outcome;
  guildId: string | null;
  channelId: string;
  channelName: string;
  messageId: string;
  /** True for the use of a slash command: `messageId` is then no message's. */
  isSlashCommand: boolean;
  /** Empty, as are the name and the texts, for one who has opted out or was just forgotten. */
  authorId: string;
  author: string;
  /** As written; empty for outcomes that concern nobody's question to the bot (`not-addressed`, `from-bot`). */
  content: string;
  sanitized: string;
  removed: Removal[];
  response: string;
  responder: ResponderKind;
  keyLabel: string | null;
  /** Discord ids of the parts sent. */
  replyIds: string[];
  /** The channel or thread in which each of them stands; null for entries from before that was kept. */
  replyChannelIds: string[] | null;
  stages: StageTime[];
  attempts: Attempt[];
  failureId: number | null;
  totalMs: number;
}

/** One line of the conversation as the model sees it. */
export interface ChatMessage {
  role: "system" | "user" | "assistant";
  content: string;
}

/** A failure with everything that might reveal its cause; redacted before it is stored. */
export interface Failure {
  id: number;
  at: number;
  /** Equal for failures of the same kind and place. */
  cause: string;
  summary: string;
  mend: string;
  /** Where it happened; `command`: outside any message. */
  stage: Stage | "command";
  guildId: string | null;
  channelId: string | null;
  channelName: string | null;
  messageId: string | null;
  authorId: string | null;
  author: string | null;
  content: string;
  /** The answer as far as it had come. */
  response: string;
  keyLabel: string | null;
  status: number | null;
  attempts: Attempt[];
  stack: string;
  resolvedAt: number | null;
}

export const keyStates = ["ready", "cooling", "spent", "restricted", "rejected", "off"] as const;
export type KeyState = (typeof keyStates)[number];

/** Requests, characters (sent and received) and tokens in one window. */
export type Usage = Record<LimitUnit, number>;

/** A key as the panel may see it: never its secret. */
export interface KeyStatus {
  id: string;
  label: string;
  lastFour: string;
  source: "stored" | "environment";
  enabled: boolean;
  limits: Limit[];
  state: KeyState;
  /** Why it is in this state and what mends it, one sentence; empty while ready. */
  reason: string;
  /** When the state ends by itself, ms since the epoch; null when it does not. */
  until: number | null;
  /** Why it looks like another key's account, which would mean one quota for both; absent where nothing hints at it. */
  sameAccount?: string;
  /** True for the key that answers next. */
  active: boolean;
  hour: Usage;
  day: Usage;
  month: Usage;
}

export const botStates = ["stopped", "starting", "online", "reconnecting", "stopping", "failed"] as const;
export type BotState = (typeof botStates)[number];

/** The bot's connections to Discord, of which a large one has several. */
export interface ShardsUp {
  up: number;
  count: number;
}

export interface BotStatus {
  state: BotState;
  /** The bot's own name on Discord, once known. */
  name: string | null;
  userId: string | null;
  guildCount: number;
  /** Null where there is no session. */
  shards: ShardsUp | null;
  since: number;
  /** Why the state is `failed`, with its mend. */
  problem: ErrorReport | null;
  /** Guilds that a moderator has paused. */
  pausedGuildIds: string[];
  queueLength: number;
  inFlight: number;
  /** Messages and answers since the start of the host, and unresolved failures stored. */
  seen: number;
  answered: number;
  openFailures: number;
}

/**
 * What a notice is about. `limit-near`: a limit comes within sight. `key-switch`: the next key answers. `all-resting`: no
 * key can answer. `key-return`: a key before it in the order, or the first after a rest of all, answers again.
 */
export const noticeKinds = ["general", "limit-near", "key-switch", "all-resting", "key-return"] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Something the owner should know, e.g. a switch of keys. */
export interface Notice {
  id: number;
  at: number;
  kind: NoticeKind;
  level: "info" | "warning" | "error";
  text: string;
}

export interface UsageHour {
  /** Start of the UTC hour, ms since the epoch. */
  hour: number;
  keyId: string;
  keyLabel: string;
  usage: Usage;
}

export interface PlaygroundReply {
  sanitized: string;
  removed: Removal[];
  reply: string;
  parts: string[];
  responder: ResponderKind;
  outcome: Outcome;
  keyLabel: string | null;
  stages: StageTime[];
  attempts: Attempt[];
  failure: ErrorReport | null;
}

export interface KeyTest {
  ok: boolean;
  status: number | null;
  ms: number;
  /** One sentence; names the mend where it is not ok. */
  text: string;
}

/** One line of the doctor. */
export interface CheckResult {
  name: string;
  verdict: "fine" | "warning" | "broken" | "skipped";
  text: string;
  mend: string;
}

/** How far the doctor has come. */
export interface CheckProgress {
  /** What was found by now, in the order of the whole. */
  results: CheckResult[];
  /** The names of the looks that are not over; each may find several things, or none. */
  waitingFor: string[];
  /** All looks together. */
  looks: number;
}

export type EstimateVerdict = "fits" | "exceeds";

/** Capacities are whole messages of all keys together; null where no limit holds for that window. */
export interface Estimate {
  queriesPerHour: number;
  queriesPerDay: number;
  queriesPerMonth: number;
  charactersPerQuery: number;
  tokensPerQuery: number;
  hourlyCapacity: number | null;
  dailyCapacity: number | null;
  monthlyCapacity: number | null;
  hourlyVerdict: EstimateVerdict;
  dailyVerdict: EstimateVerdict;
  monthlyVerdict: EstimateVerdict;
  /** 0 where no number of keys helps, since one message is larger than a key's limit. */
  keysNeeded: number;
  /** The answer as one sentence a person can act on. */
  sentence: string;
}

/** How well this machine guards secrets. */
export interface SecretProtection {
  level: "keyring" | "encrypted-file" | "environment" | "unprotected" | "this-run-only";
  text: string;
}

export interface HostInfo {
  kind: "desktop" | "headless";
  version: string;
  dataFolder: string;
}

/** How much was deleted of a member. */
export interface ForgottenRecords {
  messages: number;
  failures: number;
  /** Question-and-answer pairs of the memory. */
  exchanges: number;
}
