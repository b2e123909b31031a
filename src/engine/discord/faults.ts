import { QuipdeckError } from "../../shared/errors.ts";
import type { Outcome } from "../../shared/models.ts";

/** Something that Discord refused or that went wrong on the way to it, with its mend. Never holds Discord's own text. */
export class DiscordFault extends QuipdeckError {
  /** Discord's error code, `close-<code>` of the gateway, `http-<status>`, `network`, `sessions`, `rate-limit`, `shard` or `too-many-servers`. */
  readonly faultCode: string;
  readonly status: number | null;
  /** True when trying again without a change by the owner cannot help. */
  readonly isFatal: boolean;
  /** How a question ends whose answer is refused for this. */
  readonly outcome: Outcome;

  constructor(faultCode: string, status: number | null, options?: ErrorOptions) {
    const known = faults[faultCode];
    const { message, mend, isFatal } = known ?? unknownFault(faultCode, status);
    super("discord", message, mend, options);
    this.name = "DiscordFault";
    this.faultCode = faultCode;
    this.status = status;
    this.isFatal = isFatal;
    this.outcome = known?.outcome ?? "failed";
  }
}

interface FaultRow {
  message: string;
  mend: string;
  isFatal: boolean;
  outcome?: Outcome;
}

const fatal = (message: string, mend: string): FaultRow => ({ message, mend, isFatal: true });
const passing = (message: string, mend: string, outcome: Outcome = "failed"): FaultRow => {
  return { message, mend, isFatal: false, outcome };
};

const portal = "Discord's developer portal (discord.com/developers/applications)";
const tokenMend = `Copy a new one from ${portal}, page Bot, "Reset Token", and enter it under Settings.`;

/** By Discord's own codes: discord.com/developers/docs/topics/opcodes-and-status-codes. */
const faults: Record<string, FaultRow> = {
  token: fatal("Discord does not accept the bot's token.", tokenMend),
  "http-401": fatal("Discord does not accept the bot's token.", tokenMend),
  "close-4004": fatal("Discord does not accept the bot's token.", tokenMend),
  "close-4010": fatal("Discord refused this shard.", "Start the bot with `quipdeck serve --shards auto`."),
  "close-4011": fatal(
    "The bot is in too many servers for so few connections.",
    "Start it with `quipdeck serve --shards auto`, or remove it from servers.",
  ),
  "too-many-servers": fatal(
    "The bot is in too many servers for one process.",
    "Start it with `quipdeck serve --shards auto`, or remove it from servers.",
  ),
  shard: passing(
    "A process of the bot has ended unexpectedly, and the servers that it heard are not heard.",
    "It is started again by itself; if it comes back, look whether this machine is short of memory.",
  ),
  "close-4012": fatal("Discord no longer speaks this version of its gateway.", "Update Quipdeck."),
  "close-4013": fatal("Discord did not understand which events the bot wants.", "Update Quipdeck."),
  "close-4014": fatal(
    'The bot asks for the "Message Content Intent", and it is switched off for this application.',
    `Switch it on in ${portal}, page Bot, "Privileged Gateway Intents"; or remove the answer channels in Settings, for mentions need no intent.`,
  ),
  network: passing(
    "Discord cannot be reached.",
    "Check this machine's internet connection; a bot that is started tries again by itself.",
  ),
  sessions: passing(
    "Discord allows this bot no further log-in today.",
    "Wait until tomorrow, and look for a program that restarts the bot again and again.",
  ),
  "10003": passing("The channel no longer exists.", "Remove it from the channels in Settings.", "question-gone"),
  "10008": passing("The message no longer exists.", "Nothing needs to be done.", "question-gone"),
  "50001": passing(
    "The bot cannot see this channel.",
    'Give its role the permission "View Channel" there.',
    "no-permission",
  ),
  "50006": passing("Discord refused an empty message.", "Report this as a bug of Quipdeck."),
  "50013": passing(
    "The bot lacks a permission in this channel.",
    'Give its role "View Channel", "Send Messages" and "Read Message History" there ("Send Messages in Threads" in threads).',
    "no-permission",
  ),
  "50035": passing("Discord refused the form of the message.", "Report this as a bug of Quipdeck."),
  "50083": passing("The thread is archived and locked.", "Nothing needs to be done.", "thread-closed"),
  "160002": passing(
    "The bot cannot reply without seeing the channel's history.",
    'Give its role the permission "Read Message History" there.',
    "no-permission",
  ),
  "160004": passing("The message has a thread already.", "Nothing needs to be done."),
  "160005": passing("The thread is locked.", "Nothing needs to be done.", "thread-closed"),
  "160007": passing("The server has as many open threads on announcements as Discord allows.", "Close some of them."),
  "160006": passing("The server has as many open threads as Discord allows.", "Close some of them."),
  "10062": passing(
    "Discord no longer waits for the answer to this command.",
    "Nothing needs to be done; if it comes back, look whether this machine is overloaded.",
  ),
  "rate-limit": passing(
    "Discord lets the bot write here only later than anybody would wait: slow mode, or too many messages.",
    'Where the channel has slow mode, give the bot\'s role the permission "Bypass Slowmode" there.',
    "held-up",
  ),
  "40062": passing("Discord limits how often this may be done.", "Nothing needs to be done; it passes."),
  "240000": passing("Discord's filter for harmful links refused the answer.", "Look at the answer under Failures."),
};

function unknownFault(faultCode: string, status: number | null): FaultRow {
  const where = status === null ? `code ${faultCode}` : `status ${status}, code ${faultCode}`;
  if (status !== null && status >= 500) {
    return passing(`Discord has trouble of its own (${where}).`, "Wait a little; see discordstatus.com.");
  }
  return passing(`Discord refused a request (${where}).`, "Look the code up in Discord's documentation.");
}
