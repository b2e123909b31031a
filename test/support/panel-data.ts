import type { Snapshot } from "../../src/shared/contract.ts";
import type { Failure, KeyStatus, LogEntry, Outcome, Usage } from "../../src/shared/models.ts";
import type { Pulse } from "../../src/shared/pulse.ts";
import { defaultSettings } from "../../src/shared/settings.ts";

/** What the panel is shown in its tests: a server in the middle of a busy evening. */

const guildId = "900000000000000001";
const generalId = "900000000000000010";
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const members = ["mika", "Juno ✨", "oldbean", "tsuki_", "Rafael", "kit", "Nadia", "pixelpete"];
const questions = [
  "hey marlow, what is the plan for tonight?",
  "can you explain the joke from yesterday again",
  "is the raid still at nine or did it move",
  "tell me something nice, it was a long day",
  "which of the two maps would you pick, and why?",
  "do you ever sleep",
];
const answers = [
  "Tonight we finish the lighthouse, and then we argue about soup.",
  "The joke was that the boat had no bottom. Neither did the soup.",
  "Still nine. I have already laced my boots.",
  "You made it to the end of it. That is the hard part done.",
  "The narrow one. Fewer doors, fewer surprises.",
  "I blink slowly and call it a night.",
];
const cycle: Outcome[] = ["answered", "answered", "not-addressed", "answered", "understudied", "answered", "command"];

function at<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new Error("an empty list has no items");
  return item;
}

/** One logged message; ids grow with time. */
export function logEntry(id: number, atMs: number, change: Partial<LogEntry> = {}): LogEntry {
  const outcome = change.outcome ?? at(cycle, id);
  const isAnswered = outcome === "answered" || outcome === "understudied";
  const content = outcome === "not-addressed" ? "" : at(questions, id);
  return {
    id,
    at: atMs,
    outcome,
    guildId,
    channelId: generalId,
    channelName: id % 3 === 0 ? "stream-chat" : "general",
    messageId: String(910_000_000_000_000_000n + BigInt(id)),
    isSlashCommand: false,
    authorId: String(920_000_000_000_000_000n + BigInt(id % members.length)),
    author: at(members, id),
    content,
    sanitized: content,
    removed: [],
    response: isAnswered ? at(answers, id) : "",
    responder: outcome === "answered" ? "model" : outcome === "understudied" ? "understudy" : "none",
    keyLabel: outcome === "answered" ? "Main account" : null,
    replyIds: isAnswered ? [String(930_000_000_000_000_000n + BigInt(id))] : [],
    replyChannelIds: isAnswered ? [generalId] : [],
    stages: [
      { stage: "gate", ms: 0.1 },
      { stage: "sanitize", ms: 0.3 },
      { stage: "queue", ms: 4 },
      { stage: "context", ms: 0.2 },
      { stage: "respond", ms: 612 + id },
      { stage: "clean", ms: 0.2 },
      { stage: "split", ms: 0.1 },
      { stage: "reply", ms: 93 },
    ],
    attempts: outcome === "answered" ? [{ keyLabel: "Main account", status: 200, verdict: "ok", ms: 611 }] : [],
    failureId: null,
    totalMs: 710 + id,
    ...change,
  };
}

/** A message with things that the sanitizer takes away, and a control that tries to turn the text around. */
export function colourfulEntry(id: number, atMs: number): LogEntry {
  const content = "hi 😀 marlow <a:party:940000000000000001> look\u202E gnp.exe";
  return logEntry(id, atMs, {
    outcome: "answered",
    author: "Juno ✨",
    content,
    sanitized: "hi marlow look gnp.exe",
    removed: [
      { kind: "emoji", text: "😀", index: 3, replacement: "" },
      { kind: "custom-emoji", text: "<a:party:940000000000000001>", index: content.indexOf("<a:"), replacement: "" },
      { kind: "bidi-control", text: "\u202E", index: content.indexOf("\u202E"), replacement: "" },
    ],
    attempts: [
      { keyLabel: "Main account", status: 429, verdict: "rate-limited", ms: 84 },
      { keyLabel: "Club account", status: 200, verdict: "ok", ms: 640 },
    ],
    keyLabel: "Club account",
  });
}

export function failure(id: number, atMs: number, change: Partial<Failure> = {}): Failure {
  return {
    id,
    at: atMs,
    cause: "respond:garbage",
    summary: "The inference service answered with something that is no chat answer.",
    mend: "If it comes back, choose another model or provider under Settings, Inference.",
    stage: "respond",
    guildId,
    channelId: generalId,
    channelName: "general",
    messageId: "910000000000000777",
    authorId: "920000000000000003",
    author: "tsuki_",
    content: "marlow write me a haiku about\u200B the lighthouse please",
    response: "Light on the",
    keyLabel: "Main account",
    status: 200,
    attempts: [
      { keyLabel: "Main account", status: 200, verdict: "garbage", ms: 1210 },
      { keyLabel: "Club account", status: null, verdict: "transient", ms: 30_000 },
    ],
    stack:
      "InferenceFailure: no choices in the answer\n    at ask (hugging-face.ts:88:11)\n    at respond (respond.ts:41:20)",
    resolvedAt: null,
    ...change,
  };
}

const usage = (requests: number): Usage => ({ requests, characters: requests * 34, tokens: requests * 9 });

export function keyStatus(id: string, label: string, change: Partial<KeyStatus> = {}): KeyStatus {
  return {
    id,
    label,
    lastFour: id.slice(-4),
    source: "stored",
    enabled: true,
    limits: [],
    state: "ready",
    reason: "",
    until: null,
    active: false,
    hour: usage(120),
    day: usage(610),
    month: usage(4300),
    ...change,
  };
}

const nextHour = (now: number) => (Math.floor(now / hourMs) + 1) * hourMs;

/** The first start: nothing stored, nothing running. */
export function emptySnapshot(): Snapshot {
  return {
    sequence: 0,
    host: { kind: "headless", version: "0.1.0", dataFolder: "/home/ann/.local/share/quipdeck" },
    secretProtection: { level: "encrypted-file", text: "Secrets are kept in an encrypted file." },
    status: {
      state: "stopped",
      name: null,
      userId: null,
      guildCount: 0,
      shards: null,
      since: 0,
      problem: null,
      pausedGuildIds: [],
      queueLength: 0,
      inFlight: 0,
      seen: 0,
      answered: 0,
      openFailures: 0,
    },
    pulse: { minutes: [], answerMs: null, failures: [] },
    settings: defaultSettings(),
    profilesWithToken: [],
    keys: [],
    personas: [
      {
        id: "marlow",
        name: "Marlow",
        description: "A dry-witted lighthouse keeper who has seen worse weather.",
        exampleCount: 64,
        source: "built-in",
      },
      {
        id: "pip",
        name: "Pip",
        description: "A cheerful ship's parrot that knows every rumour.",
        exampleCount: 58,
        source: "built-in",
      },
    ],
    log: [],
    failures: [],
    notices: [],
    forgets: 0,
    rehearsal: null,
  };
}

function busyPulse(now: number): Pulse {
  const newest = Math.floor(now / minuteMs) * minuteMs;
  const minutes = Array.from({ length: 30 }, (_, index) => {
    const messages = Math.round(9 + 7 * Math.sin(index / 3) + (index % 4));
    return { at: newest - (29 - index) * minuteMs, messages, answers: Math.round(messages * 0.6) };
  });
  const quarter = Math.floor(now / (15 * minuteMs)) * 15 * minuteMs;
  return { minutes, answerMs: { median: 840, p95: 2310 }, failures: [{ at: quarter, count: 2 }] };
}

/** A busy evening: one key cooling, two failures open. */
export function busySnapshot(now: number): Snapshot {
  const empty = emptySnapshot();
  const count = 400;
  const log = Array.from({ length: count }, (_, index) => logEntry(count - index, now - index * 9000));
  log[1] = colourfulEntry(count - 1, now - 9000);
  log[4] = logEntry(count - 4, now - 36_000, { outcome: "failed", failureId: 2, response: "", keyLabel: null });
  const failures = [
    failure(3, now - 90_000, { author: "mika", channelName: "stream-chat", keyLabel: "Club account", status: 502 }),
    failure(2, now - 4 * minuteMs),
    failure(1, now - 52 * minuteMs, {
      cause: "reply:forbidden",
      summary: "Discord did not let the bot write in #announcements.",
      mend: 'Give the bot\'s role "Send Messages" in this channel.',
      stage: "reply",
      channelName: "announcements",
      author: "Rafael",
      content: "@Marlow can you post the rules here?",
      response: "The rules are short: be kind, and no soup jokes before noon.",
      status: 403,
      attempts: [],
      stack: "",
    }),
  ];
  return {
    ...empty,
    status: {
      ...empty.status,
      state: "online",
      name: "Marlow",
      userId: "950000000000000001",
      guildCount: 1,
      shards: { up: 1, count: 1 },
      since: now - 3 * hourMs,
      queueLength: 2,
      inFlight: 3,
      seen: 1843,
      answered: 412,
      openFailures: failures.length,
    },
    pulse: busyPulse(now),
    profilesWithToken: ["production"],
    keys: [
      keyStatus("a1b2c3d4e5f6", "Main account", {
        state: "cooling",
        reason: "The hourly limit is reached; nothing needs to be done.",
        until: nextHour(now),
        limits: [
          { window: "hour", unit: "characters", amount: 10_000 },
          { window: "month", unit: "characters", amount: 300_000 },
        ],
        hour: { requests: 296, characters: 9987, tokens: 2490 },
        month: usage(7600),
      }),
      keyStatus("0f9e8d7c6b5a", "Club account", {
        active: true,
        limits: [{ window: "hour", unit: "requests", amount: 300 }],
      }),
      keyStatus("112233445566", "Old key", {
        state: "rejected",
        reason: "The service does not know this key; replace it by a new one.",
        hour: usage(0),
        day: usage(0),
        month: usage(12),
      }),
      keyStatus("77aa88bb99cc", "From the server", { source: "environment", enabled: false, state: "off" }),
    ],
    log,
    failures,
    notices: [
      {
        id: now - 12 * minuteMs,
        at: now - 12 * minuteMs,
        kind: "key-switch",
        level: "warning",
        text: '"Club account" answers now, after "Main account". The hourly limit is reached; nothing needs to be done.',
      },
    ],
  };
}

/** Everything is wrong at once. */
export function brokenSnapshot(now: number): Snapshot {
  const busy = busySnapshot(now);
  return {
    ...busy,
    host: { ...busy.host, kind: "desktop" },
    secretProtection: {
      level: "this-run-only",
      text: "This system has no keyring: tokens and keys are kept for this run only. Install one, or allow unprotected storage under Settings, Desktop.",
    },
    status: {
      ...busy.status,
      state: "failed",
      pausedGuildIds: [guildId],
      problem: {
        code: "discord",
        message: "Discord refused the bot's token.",
        mend: "Make a new one in the developer portal, page Bot, and store it under Settings, Discord.",
      },
    },
    keys: busy.keys.map((key) => ({
      ...key,
      state: "rejected",
      reason: "The service does not know this key; replace it.",
      until: null,
      active: false,
    })),
  };
}
