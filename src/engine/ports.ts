import type { HostInfo, SecretProtection } from "../shared/models.ts";
import type { OutsideConfiguration } from "../shared/outside.ts";
import type { RehearsalResult } from "../shared/rehearsal.ts";
import type { Settings } from "../shared/settings.ts";
import type { RehearsalJob } from "./quota/rehearsal/rehearse.ts";

export type { RehearsalJob };

/** Cancels what it was returned for; calling it again does nothing. */
export type Cancel = () => void;

/** The only source of time in the engine. */
export interface Clock {
  /** Wall time, ms since the epoch, UTC; may step back. */
  now(): number;
  /** Time since an unknown moment, ms; never steps back. For durations. */
  monotonic(): number;
  /** Runs `task` once after `delayMs`. */
  after(delayMs: number, task: () => void): Cancel;
}

/** What the host found where the settings are kept. */
export interface LoadedSettings {
  settings: Settings;
  /** One sentence when the file could not be used: where it was put aside and why. */
  problem: string | null;
}

export interface SettingsStore {
  load(): LoadedSettings;
  save(settings: Settings): void;
  /** Tells of valid settings that somebody else wrote where they are kept. */
  onOutsideChange?(listener: (settings: Settings) => void): Cancel;
}

/** Secrets by name (`discord-token:<profile id>`, `inference-key:<key id>`). They cross towards the engine only. */
export interface SecretStore {
  protection(): Promise<SecretProtection>;
  get(name: string): Promise<string | null>;
  set(name: string, secret: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/**
 * Plays a rehearsal beside the engine, which goes on meanwhile; `onProgress` hears of it from 0 to 1. Rejects with a
 * QuipdeckError, or with the signal's reason when it was cancelled.
 */
export type RunRehearsal = (
  job: RehearsalJob,
  onProgress: (share: number) => void,
  signal: AbortSignal,
) => Promise<RehearsalResult>;

/** The processes over which the bot's connections to Discord are spread. */
export interface ShardProcesses {
  /** So many, or as many as Discord recommends. */
  count: number | "auto";
  /** The file that each of them runs. */
  program: string;
  /** This process's own environment variables: discord.js writes there what has to be taken back. */
  environment: Record<string, string | undefined>;
}

/** Everything that the engine needs of its host. */
export interface EnginePorts {
  clock: Clock;
  fetch: typeof globalThis.fetch;
  /** Seeds every choice that is made by chance. */
  seed: number;
  /**
   * Whether the engine watches over the bot for its owner: it warns of limits, and keeps what it tells. Not for a command
   * that is over in a moment, beside which the bot's own host may be at work.
   */
  keepsWatch: boolean;
  host: HostInfo;
  folders: {
    /** Where the database and the owner's personas are kept; exists. */
    data: string;
    /** The personas that come with Quipdeck. */
    builtInPersonas: string;
  };
  outside: OutsideConfiguration;
  settings: SettingsStore;
  secrets: SecretStore;
  runRehearsal: RunRehearsal;
  /** Null where the engine's own process holds all connections to Discord. */
  shards: ShardProcesses | null;
}
