import type { Call, CallOptions, Handlers } from "../../src/engine/dispatch.ts";
import { estimate } from "../../src/engine/quota/estimate.ts";
import {
  type CommandName,
  type CommandOutput,
  type CommandProgress,
  commands,
  type EngineEvent,
  type ParsedInput,
  type Reply,
  type SequencedEvent,
  type Snapshot,
} from "../../src/shared/contract.ts";
import { cancelled, type ErrorReport, QuipdeckError, reportOf } from "../../src/shared/errors.ts";
import type { TrafficProfile } from "../../src/shared/forecast.ts";
import type { LogFacet, LogFacets } from "../../src/shared/log-query.ts";
import type { ChatMessage, Failure, LogEntry, Removal } from "../../src/shared/models.ts";
import { splitPastedKeys } from "../../src/shared/pasted-keys.ts";
import type { RehearsalState } from "../../src/shared/rehearsal.ts";
import { describeIssues, type SanitizerSettings, settingsSchema } from "../../src/shared/settings.ts";
import { Holds } from "./holds.ts";
import { keyStatus } from "./panel-data.ts";
import { failureById, groupsOf } from "./panel-failures-double.ts";
import { createPersonaCommands } from "./panel-personas-double.ts";
import { PlaygroundDouble } from "./panel-playground-double.ts";
import { forecastWithoutData, rehearsalResult, sampleForecast, switchNotices, usageHours } from "./panel-quota-data.ts";
import { setupStep } from "./panel-setup-double.ts";
import { trafficProfile } from "./traffic-samples.ts";

type Listener = (event: SequencedEvent) => void;

/** Plays the engine for the panel's tests: it keeps the contract, holds a state that commands change, and says what it is told to say. */
export class PanelEngineDouble {
  state: Snapshot;
  /** Secrets that came in, to show that none ever leaves. */
  readonly secrets: string[] = [];
  readonly calls: CommandName[] = [];
  readonly calledOff: CommandName[] = [];
  /** What the bot's own log tells of its traffic. */
  profile: TrafficProfile | null = trafficProfile();
  /** What the model was sent, for whichever message is asked about. */
  prompt: ChatMessage[] | null = null;
  /** Commands that are refused, with why. */
  readonly refusals = new Map<CommandName, QuipdeckError>();
  /** Commands whose answers keep a panel waiting. */
  readonly #holds = new Holds();
  readonly playground = new PlaygroundDouble();
  readonly #now: () => number;
  readonly #listeners = new Set<Listener>();
  readonly #handlers: Handlers;

  constructor(state: Snapshot, now: () => number) {
    this.state = state;
    this.#now = now;
    this.#handlers = {
      ...this.#botCommands(),
      ...this.#logCommands(),
      ...this.#failureCommands(),
      ...this.#keyCommands(),
      ...this.#quotaCommands(),
      ...this.#otherCommands(),
      ...createPersonaCommands(this),
    };
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Changes the state and tells the panel. */
  emit(event: EngineEvent, change: Partial<Snapshot> = {}): void {
    const sequence = this.state.sequence + 1;
    this.state = { ...this.state, ...change, sequence };
    for (const listener of this.#listeners) listener({ sequence, event });
  }

  /** Answers the command only once what this gives back is called, or it is called off; tells `progress` meanwhile. */
  hold<Name extends CommandName>(name: Name, ...progress: CommandProgress<Name>[]): () => void {
    return this.#holds.begin(name, progress);
  }

  /** Tells whoever waits for a command that is held how far it has come. */
  tellHeld<Name extends CommandName>(name: Name, progress: CommandProgress<Name>): void {
    this.#holds.tell(name, progress);
  }

  #tellSettings(change: Partial<Pick<Snapshot, "settings" | "profilesWithToken">>): void {
    const { settings, profilesWithToken, secretProtection } = { ...this.state, ...change };
    this.emit({ type: "settings", settings, profilesWithToken, secretProtection }, change);
  }

  async dispatch(command: string, input: unknown, options: CallOptions = {}): Promise<Reply> {
    const name = command as CommandName;
    const { signal = new AbortController().signal, onProgress = () => undefined } = options;
    this.calls.push(name);
    try {
      await this.#holds.end(name, signal, onProgress);
      return { ok: true, value: await this.#run(name, input, { signal, tell: (read) => onProgress(read()) }) };
    } catch (thrown) {
      if (thrown !== signal.reason) return { ok: false, error: reportOf(thrown) };
      this.calledOff.push(name);
      return { ok: false, error: cancelled };
    }
  }

  #run<Name extends CommandName>(
    name: Name,
    input: unknown,
    call: Call,
  ): CommandOutput<Name> | Promise<CommandOutput<Name>> {
    const refusal = this.refusals.get(name);
    if (refusal) throw refusal;
    const parsed = commands[name].input.safeParse(input);
    if (!parsed.success) {
      throw new QuipdeckError("invalid-input", `${describeIssues(parsed.error)}.`, "Correct it and try again.");
    }
    return this.#handlers[name](parsed.data as ParsedInput<Name>, call);
  }

  #setStatus(change: Partial<Snapshot["status"]>): null {
    const status = { ...this.state.status, ...change };
    this.emit({ type: "status", status }, { status });
    return null;
  }

  #setKeys(keys: Snapshot["keys"]): null {
    this.emit({ type: "keys", keys }, { keys });
    return null;
  }

  #botCommands() {
    return {
      "app/snapshot": () => this.state,
      "bot/start": () => this.#setStatus({ state: "online", name: "Marlow", guildCount: 1, problem: null }),
      "bot/stop": () => this.#setStatus({ state: "stopped" }),
      "bot/reboot": () => this.#setStatus({ state: "online" }),
      "bot/set-token": ({ profileId, token }) => {
        this.secrets.push(token);
        const profilesWithToken = [...this.state.profilesWithToken, profileId];
        this.#tellSettings({ profilesWithToken });
        return null;
      },
      "bot/clear-token": ({ profileId }) => {
        const profilesWithToken = this.state.profilesWithToken.filter((id) => id !== profileId);
        this.#tellSettings({ profilesWithToken });
        return null;
      },
      "bot/invite": () => ({
        url: "https://discord.com/oauth2/authorize?client_id=950000000000000001&scope=bot&permissions=68608",
        permissions: "68608",
        explanation: "View Channels, Send Messages and Read Message History: the least with which the bot can answer.",
      }),
      "doctor/step": ({ step, channelId }) => setupStep(this.state, step, channelId),
      "doctor/check": () => [
        { name: "Bot token", verdict: "fine", text: 'Discord knows it as "Marlow".', mend: "" },
        {
          name: "#announcements",
          verdict: "broken",
          text: "The bot lacks Send Messages.",
          mend: "Give it to the bot's role.",
        },
        { name: 'Key "Old key"', verdict: "skipped", text: "Switched off.", mend: "" },
      ],
    } satisfies Partial<Handlers>;
  }

  #logCommands() {
    return {
      "log/list": ({ before = Number.POSITIVE_INFINITY, after = 0, limit, ...filter }) => {
        const found = this.#logged(filter).filter(({ id }) => id < before && id > after);
        return { entries: found.slice(0, limit), more: found.length > limit };
      },
      "log/ids": ({ before = Number.POSITIVE_INFINITY, after = 0, ...filter }) => {
        const found = this.#logged(filter).filter(({ id }) => id < before && id > after);
        return { ids: found.map(({ id }) => id), next: null };
      },
      "log/rows": ({ ids }) => this.state.log.filter(({ id }) => ids.includes(id)),
      "log/facets": () => facetsOf(this.state.log),
      "log/prompt": () => this.prompt,
      "log/forget-member": ({ authorId }) => {
        const log = this.state.log.filter((entry) => entry.authorId !== authorId);
        const messages = this.state.log.length - log.length;
        const forgets = this.state.forgets + 1;
        this.emit({ type: "forgotten", authorId, forgets }, { log, forgets });
        return { messages, failures: 0, exchanges: 0 };
      },
    } satisfies Partial<Handlers>;
  }

  #failureCommands() {
    const settle = (fits: (failure: Failure) => boolean, resolvedAt: number | null) => {
      const changed = this.state.failures.filter(fits).map((failure) => ({ ...failure, resolvedAt }));
      const failures = this.state.failures.map((one) => changed.find(({ id }) => id === one.id) ?? one);
      const openFailures = failures.filter((one) => one.resolvedAt === null).length;
      this.emit({ type: "failures", failures: changed }, { failures });
      this.#setStatus({ openFailures });
      return { count: changed.length };
    };
    return {
      "failures/list": ({ resolved, cause, before = Number.POSITIVE_INFINITY, limit }) =>
        this.state.failures
          .filter(
            (one) => (one.resolvedAt !== null) === resolved && (cause ?? one.cause) === one.cause && one.id < before,
          )
          .slice(0, limit),
      "failures/groups": ({ withResolved }) => groupsOf(this.state.failures, withResolved),
      "failures/get": ({ id }) => failureById(this.state.failures, id),
      "failures/report": ({ id }) => ({ text: `Quipdeck failure ${id}\nstage: respond\nstatus: 200` }),
      "failures/resolve-cause": ({ cause }) => {
        const resolvedAt = this.#now();
        return { resolvedAt, ...settle((one) => one.cause === cause && one.resolvedAt === null, resolvedAt) };
      },
      "failures/reopen-cause": ({ cause, resolvedAt }) =>
        settle((one) => one.cause === cause && one.resolvedAt === resolvedAt, null),
    } satisfies Partial<Handlers>;
  }

  #logged(filter: ParsedInput<"log/ids">) {
    const { outcomes, search, channelId, authorId, keyLabel, since = 0, until = Number.POSITIVE_INFINITY } = filter;
    return this.state.log.filter(
      ({ at, content, author, outcome, ...entry }) =>
        (outcomes?.includes(outcome) ?? true) &&
        (channelId ?? entry.channelId) === entry.channelId &&
        (authorId ?? entry.authorId) === entry.authorId &&
        (keyLabel ?? entry.keyLabel) === entry.keyLabel &&
        at >= since &&
        at < until &&
        `${content} ${author}`.toLowerCase().includes((search ?? "").toLowerCase()),
    );
  }

  #keyCommands() {
    const withKey = (id: string, change: Partial<Snapshot["keys"][number]>) =>
      this.#setKeys(this.state.keys.map((key) => (key.id === id ? { ...key, ...change } : key)));
    return {
      "keys/add": ({ secret, label }) => {
        this.secrets.push(secret);
        const id = `feedface${String(this.state.keys.length).padStart(4, "0")}`;
        const key = keyStatus(id, label, { lastFour: secret.slice(-4) });
        this.#setKeys([...this.state.keys, key]);
        return key;
      },
      "keys/add-pasted": ({ text }) => {
        const pieces = splitPastedKeys(text);
        const added = pieces.map(({ secret, problem }, index) => {
          if (secret === null) return { place: index + 1, label: null, text: `Number ${index + 1} ${problem}.` };
          this.secrets.push(secret);
          const label = `Key ${this.state.keys.length + 1}`;
          const id = `feedface${String(this.state.keys.length).padStart(4, "0")}`;
          this.#setKeys([...this.state.keys, keyStatus(id, label, { lastFour: secret.slice(-4) })]);
          return { place: index + 1, label, text: `Added as "${label}".` };
        });
        return added;
      },
      "keys/compare-accounts": () =>
        this.state.keys.map(({ id }, index) => ({
          keyId: id,
          verdict: index === 0 ? "own" : "unknown",
          text: index === 0 ? "No other key here is of its account." : "Hugging Face does not know this token.",
        })),
      "keys/update": ({ id, label, enabled, limits }) =>
        withKey(id, {
          ...(label !== undefined && { label }),
          ...(limits !== undefined && { limits }),
          ...(enabled !== undefined && { enabled, state: enabled ? "ready" : "off" }),
        }),
      "keys/reorder": ({ ids }) =>
        this.#setKeys(this.state.keys.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))),
      "keys/remove": ({ id }) => this.#setKeys(this.state.keys.filter((key) => key.id !== id)),
      "keys/test": ({ id }) => {
        const isKnown = this.state.keys.some((key) => key.id === id && key.state !== "rejected");
        return isKnown
          ? { ok: true, status: 200, ms: 312, text: "The key works." }
          : { ok: false, status: 401, ms: 95, text: "The service does not know this key; replace it by a new one." };
      },
      "quota/estimate": (input) => estimate(input),
      "quota/profile": () => this.profile,
    } satisfies Partial<Handlers>;
  }

  #quotaCommands() {
    return {
      "quota/usage": ({ hours }) => usageHours(this.state.keys, hours, this.#now()),
      "quota/forecast": () => {
        const { keys } = this.state;
        const isUsed = keys.some(({ month }) => month.requests > 0);
        return (isUsed ? sampleForecast : forecastWithoutData)(keys, this.#now());
      },
      "notices/list": ({ kinds, since = 0, limit }) =>
        (this.state.keys.length > 0 ? switchNotices(this.#now()) : [])
          .filter(({ kind, at }) => at >= since && (kinds === undefined || kinds.includes(kind)))
          .slice(0, limit),
      "rehearsal/start": (request) => {
        const id = (this.state.rehearsal?.id ?? 0) + 1;
        return this.#rehearse({ id, request, state: "running", progress: 0, result: null, problem: null });
      },
      "rehearsal/cancel": () => this.#continueRehearsal({ state: "cancelled" }),
    } satisfies Partial<Handlers>;
  }

  /** How far the rehearsal that runs has come, 0 to 1. */
  advanceRehearsal(progress: number): void {
    this.#continueRehearsal({ progress });
  }

  finishRehearsal(): void {
    const { rehearsal } = this.state;
    if (rehearsal) this.#continueRehearsal({ state: "done", progress: 1, result: rehearsalResult(rehearsal.request) });
  }

  failRehearsal(problem: ErrorReport): void {
    this.#continueRehearsal({ state: "failed", problem });
  }

  #continueRehearsal(change: Partial<RehearsalState>): null {
    const { rehearsal } = this.state;
    return rehearsal ? this.#rehearse({ ...rehearsal, ...change }) : null;
  }

  #rehearse(rehearsal: RehearsalState): null {
    this.emit({ type: "rehearsal", rehearsal }, { rehearsal });
    return null;
  }

  #otherCommands() {
    return {
      "playground/reply": ({ text, understudyOnly }) => {
        const { output, removed } = sanitize(text);
        const reply = "The light is on, the kettle is too. Ask me the hard one.";
        return {
          sanitized: output,
          removed,
          reply,
          parts: [reply],
          responder: understudyOnly ? "understudy" : "model",
          outcome: understudyOnly ? "understudied" : "answered",
          keyLabel: understudyOnly ? null : "Club account",
          stages: [
            { stage: "gate", ms: 0.1 },
            { stage: "sanitize", ms: 0.4 },
            { stage: "respond", ms: understudyOnly ? 1.2 : 688 },
            { stage: "reply", ms: 0.1 },
          ],
          attempts: understudyOnly ? [] : [{ keyLabel: "Club account", status: 200, verdict: "ok", ms: 687 }],
          failure: null,
        };
      },
      "playground/ask": (question, call) =>
        this.playground.ask(question, sanitize(question.text), this.state.keys, call),
      "sanitizer/run": ({ text, rules }) => sanitize(text, rules),
      "settings/get": () => this.state.settings,
      "settings/set": ({ path, value }) => {
        const draft: unknown = structuredClone(this.state.settings);
        const names = path.split(".");
        const last = names.pop() ?? "";
        const place = names.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], draft);
        (place as Record<string, unknown>)[last] = value;
        const parsed = settingsSchema.safeParse(draft);
        if (!parsed.success) {
          const issues = describeIssues(parsed.error);
          throw new QuipdeckError("invalid-input", `Not a valid setting: ${issues}.`, "Nothing was changed.");
        }
        const settings = parsed.data;
        this.#tellSettings({ settings });
        return settings;
      },
    } satisfies Partial<Handlers>;
  }
}

function facetsOf(log: readonly LogEntry[]): LogFacets {
  const count = (choices: [value: string, name: string][]): LogFacet[] =>
    [...new Map(choices)].map(([value, name]) => ({
      value,
      name,
      entries: choices.filter((choice) => choice[0] === value).length,
    }));
  return {
    channels: count(log.map(({ channelId, channelName }) => [channelId, channelName])),
    members: count(log.map(({ authorId, author }) => [authorId, author])),
    keys: count(log.flatMap(({ keyLabel }) => (keyLabel === null ? [] : [[keyLabel, keyLabel]]))),
  };
}

/** Enough of a sanitizer to have something to show. */
function sanitize(input: string, rules: Partial<SanitizerSettings> = {}) {
  const found: Removal[] = [...input.matchAll(/<a?:\w+:\d+>|\p{RGI_Emoji}|https:\/\/tenor\S*/gv)].map(
    ({ 0: text, index }) => ({
      kind: text.startsWith("<") ? "custom-emoji" : text.startsWith("http") ? "gif-link" : "emoji",
      text,
      index,
      replacement: "",
    }),
  );
  const removed = found.filter(({ kind }) => rules[kind] !== false);
  const output = removed.reduce((text, removal) => text.replace(removal.text, ""), input).replace(/\s+/g, " ");
  return { input, output: output.trim(), removed };
}
