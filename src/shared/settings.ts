import { z } from "zod";

/** A Discord snowflake as text. */
export const snowflake = z.string().regex(/^\d{15,21}$/, "must be a Discord id: 15 to 21 digits");

export const limitWindows = ["hour", "day", "month"] as const;
export const limitUnits = ["requests", "characters", "tokens"] as const;

/** The owner's own number for a key: `amount` of `unit` in a UTC hour, day or month. */
export const limitSchema = z.strictObject({
  window: z.enum(limitWindows),
  unit: z.enum(limitUnits),
  amount: z.number("must be a number").int("must be a whole number").min(1, "must be at least 1"),
});

/** What is kept of an inference key beside its secret. `id` is the fingerprint of the secret. */
export const keySettingsSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{12}$/),
  label: z.string().trim().min(1, "must not be empty").max(40),
  enabled: z.boolean().default(true),
  limits: z.array(limitSchema).default([]),
});

/** Where answers appear: attached to the question, in a thread on it, or in one thread per member, channel and UTC day. */
export const answerPlaces = ["reply", "thread-per-question", "thread-per-member-day"] as const;

export const profileSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,32}$/, "must be 1 to 32 lower-case letters, digits or dashes"),
  name: z.string().trim().min(1).max(40),
  personaId: z.string().min(1).default("marlow"),
  /** Who plays in a channel and its threads in place of that persona, by the channel's id. */
  channelPersonas: z.record(snowflake, z.string().min(1)).default({}),
  /** Answered without being addressed; needs the Message Content intent. */
  answerChannelIds: z.array(snowflake).default([]),
  ignoredChannelIds: z.array(snowflake).default([]),
  answerMentions: z.boolean().default(true),
  answerReplies: z.boolean().default(true),
  /** Answers inside threads as well; needs the permission Send Messages in Threads. */
  answerInThreads: z.boolean().default(false),
  /** Both kinds of threads need the permissions Create Public Threads and Send Messages in Threads. */
  answerPlace: z.enum(answerPlaces).default("reply"),
  /** Hears commands without a mention where the application has the Message Content intent anyhow. */
  readBareCommands: z.boolean().default(true),
  /** Offers the commands as Discord's own slash commands too; switched off, they are removed from Discord. */
  slashCommands: z.boolean().default(true),
  /** Roles that may give moderator commands without holding a moderating permission. */
  moderatorRoleNames: z.array(z.string().trim().min(1).max(100)).default([]),
  /** Where the bot tells its owner of failures, beside the panel; null: nowhere. */
  failureChannelId: snowflake.nullable().default(null),
});

export const sanitizerRules = [
  "emoji",
  "custom-emoji",
  "mention",
  "gif-link",
  "invisible",
  "bidi-control",
  "whitespace",
] as const;

const inferenceSchema = z.strictObject({
  model: z.string().trim().min(1).default("meta-llama/Llama-3.1-8B-Instruct"),
  /** An OpenAI-compatible base; null means Hugging Face's router. */
  endpointUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  temperature: z.number().min(0).max(2).default(0.8),
  maxAnswerTokens: z.number().int().min(16).max(4096).default(400),
  attemptTimeoutMs: z.number().int().min(1000).max(300_000).default(30_000),
  deadlineMs: z.number().int().min(1000).max(600_000).default(60_000),
  maxAttempts: z.number().int().min(1).max(20).default(6),
  /** Who answers when no key can: the understudy, or a line saying when the bot is back. */
  whenResting: z.enum(["understudy", "announce"]).default("understudy"),
});

const behaviourSchema = z.strictObject({
  commandPrefix: z
    .string()
    .regex(/^\S{1,3}$/, "must be 1 to 3 characters without spaces")
    .default("$"),
  /** Typing is shown only when an answer takes longer than this. */
  typingDelayMs: z.number().int().min(0).max(10_000).default(700),
  maxConcurrentTurns: z.number().int().min(1).max(64).default(8),
  maxQueuedTurns: z.number().int().min(1).max(10_000).default(200),
  staleAfterMs: z.number().int().min(1000).max(3_600_000).default(120_000),
  /** Questions of one member in a minute; the rest end as `too-fast`. */
  memberQuestionsPerMinute: z.number().int().min(1).max(600).default(12),
  /** What a member writes within this time after their last line is one question with it; 0 keeps lines apart. */
  joinLinesMs: z.number().int().min(0).max(10_000).default(1500),
  /** After a restart or a lost session, questions of so many minutes that nobody answered are answered; 0: none. */
  catchUpMinutes: z.number().int().min(0).max(60).default(5),
  maxQuestionCharacters: z.number().int().min(50).max(4000).default(1500),
});

const memoryScopes = ["channel", "member", "reply-chain"] as const;

const memorySchema = z.strictObject({
  /** Remembered question-and-answer pairs that go along with a question; 0 switches memory off. */
  turns: z.number().int().min(0).max(20).default(0),
  /** Which ones: the channel's, the member's own in this server, or those to which the question replies. */
  scope: z.enum(memoryScopes).default("channel"),
  maxCharacters: z.number().int().min(100).max(20_000).default(2000),
  /** What was said longer ago is forgotten. */
  maxAgeHours: z.number().int().min(1).max(8760).default(24),
});

const safetySchema = z.strictObject({
  /** Words and phrases that neither a question nor an answer may hold; `*` stands for any letters within a word. */
  blockedWords: z
    .array(
      z
        .string()
        .trim()
        .max(100)
        .regex(/[\p{L}\p{N}]/u, "must hold a letter or a digit"),
    )
    .max(500)
    .default([]),
  /** What a member hears whose question holds one: a short sentence, or nothing. */
  whenBlocked: z.enum(["tell", "silent"]).default("tell"),
  /** The same sentence, about a failure or a blocked word, is said in a channel once in this time; 0: always. */
  sentenceEveryMs: z.number().int().min(0).max(3_600_000).default(60_000),
});

const privacySchema = z.strictObject({
  retentionDays: z.number().int().min(1).max(365).default(30),
});

const desktopSchema = z.strictObject({
  startBotOnLaunch: z.boolean().default(false),
  closeToTray: z.boolean().default(false),
  notifications: z.boolean().default(true),
  /** On a system without a keyring: keep secrets on disk unprotected, as the owner agreed to. */
  allowUnprotectedSecrets: z.boolean().default(false),
});

/** When the owner is told that a limit comes within sight; 0 switches each of them off. */
const alertsSchema = z.strictObject({
  /** Told once a key has used this share of a limit, 0 to 1. */
  usedShare: z.number().min(0).max(1).default(0.8),
  /** Told when the ring is expected to run out within so many minutes, before the hour turns. */
  hourAheadMinutes: z.number().int().min(0).max(60).default(20),
  /** Told when the ring is expected to run out within so many days, before the month ends. */
  monthAheadDays: z.number().int().min(0).max(31).default(7),
});

const switchedOn = () => z.boolean().default(true);

const sanitizerSettingsSchema = z.strictObject({
  emoji: switchedOn(),
  "custom-emoji": switchedOn(),
  mention: switchedOn(),
  "gif-link": switchedOn(),
  invisible: switchedOn(),
  "bidi-control": switchedOn(),
  whitespace: switchedOn(),
} satisfies Record<(typeof sanitizerRules)[number], unknown>);

/** Everything the owner can set, with its defaults; one schema for both hosts, the command line and the panel's forms. */
export const settingsSchema = z
  .strictObject({
    schemaVersion: z.literal(1).default(1),
    activeProfileId: z.string().default("production"),
    profiles: z
      .array(profileSchema)
      .min(1, "must hold at least one profile")
      .default(() => [
        profileSchema.parse({ id: "production", name: "Production" }),
        profileSchema.parse({ id: "development", name: "Development" }),
      ]),
    keys: z.array(keySettingsSchema).default([]),
    inference: inferenceSchema.prefault({}),
    behaviour: behaviourSchema.prefault({}),
    sanitizer: sanitizerSettingsSchema.prefault({}),
    memory: memorySchema.prefault({}),
    safety: safetySchema.prefault({}),
    privacy: privacySchema.prefault({}),
    alerts: alertsSchema.prefault({}),
    desktop: desktopSchema.prefault({}),
  })
  .superRefine((settings, context) => {
    const ids = settings.profiles.map((profile) => profile.id);
    if (new Set(ids).size !== ids.length) {
      context.addIssue({ code: "custom", path: ["profiles"], message: "must not hold the same id twice" });
    }
    if (new Set(settings.keys.map((key) => key.id)).size !== settings.keys.length) {
      context.addIssue({ code: "custom", path: ["keys"], message: "must not hold the same id twice" });
    }
    if (!ids.includes(settings.activeProfileId)) {
      context.addIssue({ code: "custom", path: ["activeProfileId"], message: `must be one of ${ids.join(", ")}` });
    }
  });

export type Settings = z.infer<typeof settingsSchema>;
export type Profile = z.infer<typeof profileSchema>;
export type AnswerPlace = (typeof answerPlaces)[number];
export type KeySettings = z.infer<typeof keySettingsSchema>;
export type Limit = z.infer<typeof limitSchema>;
export type LimitWindow = Limit["window"];
export type LimitUnit = Limit["unit"];
export type InferenceSettings = Settings["inference"];
export type SanitizerSettings = Settings["sanitizer"];
export type SanitizerRule = (typeof sanitizerRules)[number];

export function defaultSettings(): Settings {
  return settingsSchema.parse({});
}

export function activeProfile(settings: Settings): Profile {
  const profile = settings.profiles.find(({ id }) => id === settings.activeProfileId);
  if (!profile) throw new Error(`settings name an unknown profile: ${settings.activeProfileId}`);
  return profile;
}

/** The issues of a zod error as one line: `behaviour.staleAfterMs: Too small…; keys.0.label: must not be empty`. */
export function describeIssues(error: z.ZodError): string {
  return error.issues
    .map((issue) => (issue.path.length > 0 ? `${issue.path.join(".")}: ${issue.message}` : issue.message))
    .join("; ");
}
