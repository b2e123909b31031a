import { z } from "zod";
import type { ErrorReport } from "./errors.ts";
import { estimateInputSchema } from "./estimate.ts";
import type { FailureGroup } from "./failure-groups.ts";
import type { Forecast, TrafficProfile } from "./forecast.ts";
import type { AccountsProgress, KeyAccount } from "./key-accounts.ts";
import { type LogFacets, type LogIds, logIdsSchema, logQuerySchema, logRowsSchema } from "./log-query.ts";
import type {
  BotStatus,
  ChatMessage,
  CheckProgress,
  CheckResult,
  Estimate,
  Failure,
  ForgottenRecords,
  HostInfo,
  KeyStatus,
  KeyTest,
  LogEntry,
  Notice,
  PlaygroundReply,
  Sanitized,
  SecretProtection,
  UsageHour,
} from "./models.ts";
import { noticeKinds } from "./models.ts";
import { type AddedKey, keySecretSchema, secretSchema } from "./pasted-keys.ts";
import { type ImportedPersona, maxCardBytes, type Persona, type PersonaSummary, personaSchema } from "./persona.ts";
import { type PlaygroundAnswer, type PlaygroundProgress, playgroundQuestionSchema } from "./playground.ts";
import type { Pulse } from "./pulse.ts";
import type { RehearsalState } from "./rehearsal.ts";
import { rehearsalRequestSchema } from "./scenario.ts";
import { limitSchema, type Settings, sanitizerRules, snowflake } from "./settings.ts";
import { setupSteps } from "./setup.ts";

const none = z.void();
const rowId = z.number().int().positive();
const keyId = z.string().regex(/^[0-9a-f]{12}$/);
const failureCause = z.string().min(1).max(300);
const personaId = personaSchema.shape.id;
const maxCardBase64 = Math.ceil(maxCardBytes / 3) * 4;
const keyLabel = z.string().trim().min(1, "must not be empty").max(40);

/** What a caller may leave out and what it must give: the row of one command. */
interface Row<Input extends z.ZodType, Output, Progress> {
  input: Input;
  /** Carry the types of the answer, and of what is told before it, only. */
  output?: Output;
  progress?: Progress;
}

/** Without `Progress` the command tells nothing before its answer. */
function row<Output, Progress = never>() {
  return <Input extends z.ZodType>(input: Input): Row<Input, Output, Progress> => ({ input });
}

/**
 * Every command of the panel, the command line and both hosts: one row each, named `feature/verb`. Where `doctor`,
 * `playground`, `keys/test` and `keys/compare-accounts` ask somebody else, whoever called them may call them off.
 */
export const commands = {
  "app/snapshot": row<Snapshot>()(none),
  "bot/start": row<null>()(none),
  "bot/stop": row<null>()(none),
  "bot/reboot": row<null>()(none),
  "bot/set-token": row<null>()(
    z.strictObject({
      profileId: z.string(),
      token: secretSchema.min(20, "is too short for a bot token"),
    }),
  ),
  "bot/clear-token": row<null>()(z.strictObject({ profileId: z.string() })),
  "bot/invite": row<{ url: string; permissions: string; explanation: string }>()(none),
  "doctor/check": row<CheckResult[], CheckProgress>()(none),
  /** One step alone; `channelId` looks at that channel in place of the answer channels. `key` and `reply` make real calls. */
  "doctor/step": row<CheckResult[], CheckProgress>()(
    z.strictObject({ step: z.enum(setupSteps), channelId: snowflake.optional() }),
  ),
  "log/list": row<{ entries: LogEntry[]; more: boolean }>()(logQuerySchema),
  /** Every matching entry, slice by slice, so that a list can be as long as the log. */
  "log/ids": row<LogIds>()(logIdsSchema),
  /** Those of the entries that are still stored, newest first. */
  "log/rows": row<LogEntry[]>()(logRowsSchema),
  "log/facets": row<LogFacets>()(none),
  /** What the model was sent for a message; null where nothing was, or it is no longer kept. */
  "log/prompt": row<readonly ChatMessage[] | null>()(z.strictObject({ messageId: snowflake })),
  "log/forget-member": row<ForgottenRecords>()(z.strictObject({ authorId: snowflake })),
  "failures/list": row<Failure[]>()(
    z.strictObject({
      resolved: z.boolean().default(false),
      cause: failureCause.optional(),
      /** Only those with a smaller id: the next page. */
      before: rowId.optional(),
      limit: z.number().int().min(1).max(500).default(100),
    }),
  ),
  /** Causes with an open failure, and on request the others, the newest failure first. */
  "failures/groups": row<FailureGroup[]>()(
    z.strictObject({
      withResolved: z.boolean().default(false),
      limit: z.number().int().min(1).max(500).default(200),
    }),
  ),
  "failures/get": row<Failure>()(z.strictObject({ id: rowId })),
  "failures/report": row<{ text: string }>()(z.strictObject({ id: rowId })),
  /** Marks every open failure of a cause; a later one of the same cause is open again. */
  "failures/resolve-cause": row<{ count: number; resolvedAt: number }>()(z.strictObject({ cause: failureCause })),
  /** Takes back what was resolved at that very moment. */
  "failures/reopen-cause": row<{ count: number }>()(
    z.strictObject({ cause: failureCause, resolvedAt: z.number().int() }),
  ),
  /** An answer as the active profile would give it in Discord; what fails is told, and is no failure of the bot's. */
  "playground/reply": row<PlaygroundReply>()(
    z.strictObject({
      text: z.string().max(4000),
      /** Without a key: the understudy alone, as when every key rests. */
      understudyOnly: z.boolean().default(false),
    }),
  ),
  /** As `playground/reply`, in another guise where wanted, and told of while it is being written. Called off, it ends as `stopped`. */
  "playground/ask": row<PlaygroundAnswer, PlaygroundProgress>()(playgroundQuestionSchema),
  "sanitizer/run": row<Sanitized>()(
    z.strictObject({
      text: z.string().max(20_000),
      /** In place of the owner's rules, for this text only. */
      rules: z.partialRecord(z.enum(sanitizerRules), z.boolean()).default({}),
    }),
  ),
  "keys/add": row<KeyStatus>()(z.strictObject({ secret: keySecretSchema, label: keyLabel })),
  /** Adds several, parted by white space or commas; each piece is told of by itself. */
  "keys/add-pasted": row<AddedKey[]>()(z.strictObject({ text: z.string().max(20_000) })),
  "keys/update": row<null>()(
    z.strictObject({
      id: keyId,
      label: keyLabel.optional(),
      enabled: z.boolean().optional(),
      limits: z.array(limitSchema).max(9).optional(),
    }),
  ),
  "keys/reorder": row<null>()(z.strictObject({ ids: z.array(keyId) })),
  "keys/remove": row<null>()(z.strictObject({ id: keyId })),
  "keys/test": row<KeyTest>()(z.strictObject({ id: keyId })),
  /** Asks huggingface.co whose each token is. */
  "keys/compare-accounts": row<KeyAccount[], AccountsProgress>()(none),
  "quota/estimate": row<Estimate>()(estimateInputSchema.prefault({})),
  "quota/usage": row<UsageHour[]>()(z.strictObject({ hours: z.number().int().min(1).max(744).default(24) })),
  "quota/forecast": row<Forecast>()(none),
  /** The bot's own traffic as its log knows it; null where it holds no question yet. */
  "quota/profile": row<TrafficProfile | null>()(none),
  /** Begins a rehearsal in place of the one that runs; how it goes is told by `rehearsal` events. */
  "rehearsal/start": row<null>()(rehearsalRequestSchema.prefault({})),
  "rehearsal/cancel": row<null>()(none),
  /** What the owner was told, newest first; at most the newest `limit`. */
  "notices/list": row<Notice[]>()(
    z.strictObject({
      kinds: z.array(z.enum(noticeKinds)).optional(),
      /** Only those told at or after that time, ms since the epoch. */
      since: z.number().int().min(0).optional(),
      /** Only those with a smaller id: the next page. */
      before: z.number().int().optional(),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
  ),
  "settings/get": row<Settings>()(none),
  /** Sets the value at a dotted path; the whole is validated before anything is written. */
  "settings/set": row<Settings>()(z.strictObject({ path: z.string().max(200), value: z.json() })),
  "personas/get": row<{ persona: Persona; source: PersonaSummary["source"] }>()(z.strictObject({ id: personaId })),
  /** Keeps a persona of the owner's. Without `mayReplace` an id that is taken is refused. */
  "personas/save": row<PersonaSummary[]>()(
    z.strictObject({ persona: personaSchema, mayReplace: z.boolean().default(false) }),
  ),
  "personas/remove": row<PersonaSummary[]>()(z.strictObject({ id: personaId })),
  /** Reads a character card (V2 or V3, PNG or JSON) or a persona's file; stores nothing. */
  "personas/import": row<ImportedPersona>()(z.strictObject({ base64: z.string().max(maxCardBase64) })),
  /** Reads the personas' folders anew. */
  "personas/reload": row<{ personas: PersonaSummary[]; problems: string[] }>()(none),
} as const;

export type Commands = typeof commands;
export type CommandName = keyof Commands;
/** What a caller passes: defaults may be left out. */
export type CommandInput<Name extends CommandName> = z.input<Commands[Name]["input"]>;
/** What a handler receives: parsed, defaults filled in. */
export type ParsedInput<Name extends CommandName> = z.output<Commands[Name]["input"]>;
export type CommandOutput<Name extends CommandName> =
  Commands[Name] extends Row<z.ZodType, infer Output, infer _Progress> ? Output : never;
/** What is told while the command is at work; never where it tells nothing. */
export type CommandProgress<Name extends CommandName> =
  Commands[Name] extends Row<z.ZodType, infer _Output, infer Progress> ? Progress : never;

/** The whole state of the engine that a panel shows; kept current by the events that follow. */
export interface Snapshot {
  /** Number of the last event that is contained. */
  sequence: number;
  host: HostInfo;
  secretProtection: SecretProtection;
  status: BotStatus;
  pulse: Pulse;
  settings: Settings;
  /** Profiles with a stored token. */
  profilesWithToken: string[];
  keys: KeyStatus[];
  personas: PersonaSummary[];
  /** Newest first. */
  log: LogEntry[];
  failures: Failure[];
  notices: Notice[];
  /** How often a member was forgotten since the start: what was read of the log before may hold what is no longer there. */
  forgets: number;
  /** The newest rehearsal; null before the first one. */
  rehearsal: RehearsalState | null;
}

export type EngineEvent =
  | { type: "status"; status: BotStatus }
  | { type: "pulse"; pulse: Pulse }
  | { type: "keys"; keys: KeyStatus[] }
  | { type: "settings"; settings: Settings; profilesWithToken: string[]; secretProtection: SecretProtection }
  | { type: "log"; entries: LogEntry[] }
  | { type: "failures"; failures: Failure[] }
  | { type: "forgotten"; authorId: string; forgets: number }
  | { type: "notice"; notice: Notice }
  | { type: "personas"; personas: PersonaSummary[] }
  | { type: "rehearsal"; rehearsal: RehearsalState };

/** An event as it crosses a bridge; a gap in `sequence` means that the panel must take a new snapshot. */
export interface SequencedEvent {
  sequence: number;
  event: EngineEvent;
}

export type Reply<Name extends CommandName = CommandName> =
  | { ok: true; value: CommandOutput<Name> }
  | { ok: false; error: ErrorReport };

/** Tells a call of one panel from its others. */
export const callIdSchema = z.number().int().nonnegative();

/** The messages of the WebSocket transport: a call, or the end of the wish for its answer. */
export const clientFrameSchema = z.union([
  z.strictObject({ id: callIdSchema, command: z.string(), input: z.unknown().optional() }),
  z.strictObject({ cancel: callIdSchema }),
]);
export type ClientFrame = z.infer<typeof clientFrameSchema>;
export type ServerFrame =
  | { type: "reply"; id: number; reply: Reply }
  | { type: "progress"; id: number; progress: unknown }
  | ({ type: "event" } & SequencedEvent);

/** The names that the Electron transport adds to Electron's own. */
export const ipcChannels = {
  command: "quipdeck:command",
  cancel: "quipdeck:cancel",
  progress: "quipdeck:progress",
  unsaved: "quipdeck:unsaved",
  event: "quipdeck:event",
} as const;

/** What the preload script puts on `window.quipdeck`. */
export interface PreloadApi {
  /** `id` tells the call from the page's others. */
  invoke(id: number, command: string, input: unknown): Promise<Reply>;
  /** Calls off what has no answer yet. */
  cancel(id: number): void;
  /** Says whether something half written would be lost with the page. */
  tellUnsaved(isUnsaved: boolean): void;
  /** Both return the function that ends the subscription. */
  onProgress(listener: (id: number, progress: unknown) => void): () => void;
  onEvent(listener: (event: SequencedEvent) => void): () => void;
}
