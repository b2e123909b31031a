import { QuipdeckError } from "../../shared/errors.ts";
import type { OutsideConfiguration } from "../../shared/outside.ts";
import { activeProfile, type Profile, type Settings } from "../../shared/settings.ts";
import type { Redactor } from "../log/redact.ts";
import type { Clock, SecretStore, ShardProcesses } from "../ports.ts";
import { DiscordFault } from "./faults.ts";
import { fetchApplication, fetchGatewayAdvice, type GatewayAdvice } from "./gateway/application.ts";
import type { RestAccess } from "./gateway/rest.ts";
import { openShardedGateway } from "./gateway/sharded.ts";
import { type Gateway, type GatewayOptions, openGateway } from "./gateway.ts";
import { LoginBudget } from "./login-budget.ts";
import {
  applicationIdOf,
  featuresOf,
  inviteUrl,
  messageContentFlags,
  neededPermissions,
  permissionNumber,
} from "./permissions.ts";
import { RefusalMeter } from "./refusal-meter.ts";

/** One process holds no more connections: with Discord's 2,500 servers for each, up to 25,000 servers. */
export const mostConnections = 10;

const noAdvice: GatewayAdvice = { logins: null, shards: 1, maxConcurrency: 1 };

const tokenName = (profileId: string) => `discord-token:${profileId}`;

type SessionEvents = Omit<
  GatewayOptions,
  keyof RestAccess | "clock" | "readsContent" | "moderatorRoleNames" | "longestHoldUpMs"
>;

interface SessionParts {
  clock: Clock;
  settings: () => Settings;
  secrets: SecretStore;
  redactor: Redactor;
  outside: Pick<OutsideConfiguration, "discordToken" | "discordApi">;
  shards: ShardProcesses | null;
  /** Discord has refused many requests, in a sentence. */
  onManyRefusals: (sentence: string) => void;
}

/** The bot tokens of the profiles, and what a session is opened with. */
export class Sessions {
  /** Counts what Discord refuses, in a session and outside. */
  readonly refusals: RefusalMeter;
  readonly #parts: SessionParts;
  /** What the newest session was opened with. */
  #openedWith: string | null = null;
  /** What the application was allowed then. */
  #flags = 0;
  readonly #logins: LoginBudget;
  #knownProfiles: string[];

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.refusals = new RefusalMeter(parts.clock, parts.onManyRefusals);
    this.#logins = new LoginBudget(parts.clock);
    this.#knownProfiles = this.#profileIds();
    if (parts.outside.discordToken !== null) parts.redactor.learn(parts.outside.discordToken);
  }

  /** Over so many processes the bot's connections are spread; null where this one holds them. */
  get processes(): ShardProcesses["count"] | null {
    return this.#parts.shards?.count ?? null;
  }

  /** Ids of the profiles that have a token. */
  async profilesWithToken(): Promise<string[]> {
    const { profiles, activeProfileId } = this.#parts.settings();
    const found: string[] = [];
    for (const { id } of profiles) {
      const isOutside = id === activeProfileId && this.#parts.outside.discordToken !== null;
      if (isOutside || (await this.#stored(id)) !== null) found.push(id);
    }
    return found;
  }

  /** Rejects with a QuipdeckError where another profile has this token, or the environment. */
  async setToken(profileId: string, token: string): Promise<void> {
    this.#assertProfile(profileId);
    if (token === this.#parts.outside.discordToken) {
      const message = "This token stands in the variable QUIPDECK_DISCORD_TOKEN already.";
      const mend = "It is used as it is; to give each profile a token of its own, take the variable out first.";
      throw new QuipdeckError("already-exists", message, mend);
    }
    for (const { id, name } of this.#parts.settings().profiles) {
      if (id !== profileId && (await this.#stored(id)) === token) {
        const mend = "Make a second application in Discord's developer portal: one token can serve one bot only.";
        throw new QuipdeckError("already-exists", `This token belongs to the profile "${name}" already.`, mend);
      }
    }
    this.#parts.redactor.learn(token);
    await this.#parts.secrets.set(tokenName(profileId), token);
  }

  async clearToken(profileId: string): Promise<void> {
    this.#assertProfile(profileId);
    await this.#parts.secrets.remove(tokenName(profileId));
  }

  /** How the active profile asks Discord for something; rejects with a QuipdeckError where it has no token. */
  async access(): Promise<RestAccess> {
    const { id, name } = this.#profile();
    const { discordToken, discordApi: restBase } = this.#parts.outside;
    const token = discordToken ?? (await this.#stored(id));
    if (token === null) {
      const mend = `Store the token of the profile "${name}" in the first step of Setup, or in the variable QUIPDECK_DISCORD_TOKEN.`;
      throw new QuipdeckError("not-configured", "The bot has no token yet.", mend);
    }
    return { token, restBase, onRefusal: (...refusal) => this.refusals.note(...refusal) };
  }

  /** Opens the next session's gateway, with the Message Content intent only where it is needed or already granted. */
  async open(events: SessionEvents): Promise<Gateway> {
    const profile = this.#profile();
    this.#openedWith = this.#needs(profile);
    const access = await this.access();
    this.#flags = await flagsOf(access);
    const { shards: processes } = this.#parts;
    const asked = fetchGatewayAdvice(access);
    // One process finds its way without advice; how many processes there should be, only Discord knows.
    const advice = await (processes === null ? asked.catch(() => noAdvice) : asked);
    this.#openedWith = this.#needs(profile);
    const options = {
      ...events,
      ...access,
      clock: this.#parts.clock,
      readsContent: readsContent(profile, this.#flags),
      moderatorRoleNames: () => this.#profile().moderatorRoleNames,
      longestHoldUpMs: () => this.#parts.settings().behaviour.staleAfterMs,
    };
    if (processes === null) return this.#openInOneProcess(options, advice);
    const shardCount = processes.count === "auto" ? advice.shards : processes.count;
    this.#logins.begin(advice.logins, shardCount);
    return openShardedGateway({
      ...options,
      ...{ processes, shardCount, maxConcurrency: advice.maxConcurrency },
      mayLogIn: () => this.#logins.left !== 0,
      onLogin: () => this.#logins.spend(1),
    });
  }

  /** True when the settings ask for another session than the newest one. */
  get isOutdated(): boolean {
    return this.#openedWith !== null && this.#openedWith !== this.#needs(this.#profile());
  }

  /** Log-ins that are left as of the newest session, none where too few for another one; null where that is not known. */
  get logins(): LoginBudget["forSessions"] {
    return this.#logins.forSessions;
  }

  /** Whether the application had the Message Content intent when the newest session was opened. */
  get mayReadContent(): boolean {
    return (this.#flags & messageContentFlags) !== 0;
  }

  /** Rejects with a QuipdeckError where there is no token, or Discord does not know it. */
  async applicationId(): Promise<string> {
    const access = await this.access();
    return applicationIdOf(access.token) ?? (await fetchApplication(access)).id;
  }

  /** Removes the tokens of profiles that are no longer in the settings. */
  async forgetRemovedProfiles(): Promise<void> {
    const present = this.#profileIds();
    const removed = this.#knownProfiles.filter((id) => !present.includes(id));
    this.#knownProfiles = present;
    for (const id of removed) await this.#parts.secrets.remove(tokenName(id));
  }

  /** The invite link with the least permissions that the active profile works with. */
  async invite(): Promise<{ url: string; permissions: string; explanation: string }> {
    const id = await this.applicationId();
    const names = neededPermissions(featuresOf(this.#profile()));
    const explanation = `Asks for ${names.join(", ")}; nothing else is needed, least of all Administrator.`;
    return {
      url: inviteUrl(id, names, this.#profile().slashCommands),
      permissions: permissionNumber(names),
      explanation,
    };
  }

  #openInOneProcess(options: GatewayOptions, advice: GatewayAdvice): Gateway {
    if (advice.shards > mostConnections) throw new DiscordFault("too-many-servers", null);
    this.#logins.begin(advice.logins, advice.shards);
    this.#logins.spend(advice.shards);
    return openGateway(options);
  }

  #needs(profile: Profile): string {
    return `${profile.id}/${readsContent(profile, this.#flags)}`;
  }

  #profileIds(): string[] {
    return this.#parts.settings().profiles.map(({ id }) => id);
  }

  #profile(): Profile {
    return activeProfile(this.#parts.settings());
  }

  async #stored(profileId: string): Promise<string | null> {
    const token = await this.#parts.secrets.get(tokenName(profileId));
    if (token !== null) this.#parts.redactor.learn(token);
    return token;
  }

  #assertProfile(profileId: string): void {
    const { profiles } = this.#parts.settings();
    if (profiles.some(({ id }) => id === profileId)) return;
    const names = profiles.map(({ id }) => id).join(", ");
    throw new QuipdeckError("not-found", `There is no profile "${profileId}".`, `Use one of: ${names}.`);
  }
}

/** What the application is allowed; nothing where Discord does not tell, for the least works, too. */
async function flagsOf(access: RestAccess): Promise<number> {
  try {
    return (await fetchApplication(access)).flags;
  } catch (thrown) {
    if (thrown instanceof DiscordFault && (thrown.status === 403 || thrown.status === 404)) return 0;
    throw thrown;
  }
}

/**
 * Answer channels need the intent; commands without a mention, and talk in the bot's own threads, merely profit from one
 * that is granted anyhow.
 */
function readsContent(profile: Profile, applicationFlags: number): boolean {
  if (profile.answerChannelIds.length > 0) return true;
  const profits = profile.readBareCommands || profile.answerPlace !== "reply";
  return profits && (applicationFlags & messageContentFlags) !== 0;
}
