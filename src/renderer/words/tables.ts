import {
  type Icon,
  IconAlertTriangle,
  IconArchive,
  IconArrowMerge,
  IconBan,
  IconBolt,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClockPause,
  IconCommand,
  IconDroplet,
  IconEraser,
  IconEyeOff,
  IconHourglass,
  IconHourglassEmpty,
  IconInfoCircle,
  IconLoader2,
  IconLock,
  IconMask,
  IconMessageOff,
  IconMessageQuestion,
  IconMoon,
  IconPlayerPause,
  IconPlayerStop,
  IconPlugConnectedX,
  IconPower,
  IconRobot,
  IconStack2,
  IconTrash,
  IconUserOff,
} from "@tabler/icons-react";
import type { BotState, CheckResult, KeyState, Notice, Outcome, ResponderKind, Verdict } from "../../shared/models.ts";
import type { SanitizerRule } from "../../shared/settings.ts";

export type Tone = "good" | "info" | "warn" | "bad" | "quiet";

/** How a state is shown: never by colour alone. */
export interface Words {
  label: string;
  tone: Tone;
  Icon: Icon;
}

export const botStateWords: Record<BotState, Words> = {
  stopped: { label: "Stopped", tone: "quiet", Icon: IconPower },
  starting: { label: "Starting", tone: "info", Icon: IconLoader2 },
  online: { label: "Online", tone: "good", Icon: IconCircleCheck },
  reconnecting: { label: "Reconnecting", tone: "warn", Icon: IconPlugConnectedX },
  stopping: { label: "Stopping", tone: "info", Icon: IconLoader2 },
  failed: { label: "Failed", tone: "bad", Icon: IconCircleX },
};

export const noticeWords: Record<Notice["level"], Words> = {
  info: { label: "Note", tone: "info", Icon: IconInfoCircle },
  warning: { label: "Warning", tone: "warn", Icon: IconAlertTriangle },
  error: { label: "Error", tone: "bad", Icon: IconCircleX },
};

export const outcomeWords: Record<Outcome, Words> = {
  answered: { label: "Answered", tone: "good", Icon: IconCircleCheck },
  understudied: { label: "Understudy", tone: "info", Icon: IconMask },
  resting: { label: "Resting", tone: "warn", Icon: IconMoon },
  command: { label: "Command", tone: "info", Icon: IconCommand },
  "ignored-by-marker": { label: "Marked as aside", tone: "quiet", Icon: IconEyeOff },
  "not-addressed": { label: "Not addressed", tone: "quiet", Icon: IconCircleDashed },
  "from-bot": { label: "From a bot", tone: "quiet", Icon: IconRobot },
  withheld: { label: "Text withheld", tone: "warn", Icon: IconMessageQuestion },
  "nothing-left": { label: "Nothing left", tone: "quiet", Icon: IconMessageOff },
  blocked: { label: "Blocked", tone: "warn", Icon: IconBan },
  paused: { label: "Paused", tone: "warn", Icon: IconPlayerPause },
  "opted-out": { label: "Opted out", tone: "quiet", Icon: IconUserOff },
  forgotten: { label: "Forgotten", tone: "quiet", Icon: IconEraser },
  "too-fast": { label: "Too fast", tone: "warn", Icon: IconBolt },
  joined: { label: "Joined", tone: "quiet", Icon: IconArrowMerge },
  overloaded: { label: "Overloaded", tone: "bad", Icon: IconStack2 },
  stale: { label: "Stale", tone: "warn", Icon: IconHourglassEmpty },
  stopped: { label: "Bot stopped", tone: "quiet", Icon: IconPlayerStop },
  "question-gone": { label: "Question deleted", tone: "quiet", Icon: IconTrash },
  "thread-closed": { label: "Thread closed", tone: "quiet", Icon: IconArchive },
  "no-permission": { label: "No permission", tone: "bad", Icon: IconLock },
  "held-up": { label: "Held up", tone: "warn", Icon: IconClockPause },
  failed: { label: "Failed", tone: "bad", Icon: IconCircleX },
};

export const keyStateWords: Record<KeyState, Words> = {
  ready: { label: "Ready", tone: "good", Icon: IconCircleCheck },
  cooling: { label: "Cooling", tone: "info", Icon: IconClockPause },
  spent: { label: "Spent", tone: "warn", Icon: IconDroplet },
  restricted: { label: "Restricted", tone: "bad", Icon: IconLock },
  rejected: { label: "Rejected", tone: "bad", Icon: IconBan },
  off: { label: "Switched off", tone: "quiet", Icon: IconPower },
};

export const verdictWords: Record<Verdict, string> = {
  ok: "answered",
  "rate-limited": "rate limited",
  spent: "quota spent",
  rejected: "key rejected",
  restricted: "permission missing",
  misconfigured: "model or address not usable",
  loading: "model is loading",
  transient: "passing trouble",
  garbage: "unusable answer",
  cancelled: "cancelled",
};

export const checkWords: Record<CheckResult["verdict"], Words> = {
  fine: { label: "Fine", tone: "good", Icon: IconCircleCheck },
  warning: { label: "Warning", tone: "warn", Icon: IconAlertTriangle },
  broken: { label: "Broken", tone: "bad", Icon: IconCircleX },
  skipped: { label: "Skipped", tone: "quiet", Icon: IconCircleDashed },
};

export const estimateWords: Record<"fits" | "exceeds", Words> = {
  fits: { label: "Fits", tone: "good", Icon: IconCircleCheck },
  exceeds: { label: "Exceeds", tone: "bad", Icon: IconHourglass },
};

export const responderWords: Record<ResponderKind, string> = {
  model: "model",
  understudy: "understudy",
  none: "nobody",
};

export const removalWords: Record<SanitizerRule, { label: string; why: string }> = {
  emoji: { label: "emoji", why: "Emoji cost characters and mislead the model." },
  "custom-emoji": { label: "custom emoji", why: "A server's own emoji are ids that the model cannot read." },
  mention: { label: "mention", why: "Mentions are ids; the model is given the name instead." },
  "gif-link": { label: "GIF link", why: "The model cannot look at GIFs; the link is only noise." },
  invisible: { label: "invisible", why: "Invisible characters can hide text from the people in the channel." },
  "bidi-control": { label: "direction control", why: "Direction controls can turn around how text reads." },
  whitespace: { label: "space", why: "Runs of space cost characters and say nothing." },
};
