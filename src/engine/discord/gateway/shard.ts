import type { Clock } from "../../ports.ts";
import type { OwnConnection } from "./connection.ts";
import { type Ears, type Listener, openListener } from "./listening.ts";
import { watchRefusals } from "./rest.ts";
import {
  type ParentSide,
  ShardLine,
  type ShardOpening,
  type ShardSide,
  type ToldConnection,
  toRecord,
} from "./shard-line.ts";

/** The line to the bot's own process, as the host has it. */
export interface ParentProcess {
  send(frame: object): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Calls `end` once the line is cut, by the other side or because that is gone. */
  onGone(end: () => void): void;
}

/** A shard's process: it hears one part of Discord for the bot's own process, reads history there, and knows nothing else. `leave` ends it. */
export function serveShard(parent: ParentProcess, clock: Clock, leave: () => void): void {
  let listener: Listener | null = null;
  const line: ShardLine<ParentSide, ShardSide> = new ShardLine((frame) => parent.send(frame), {
    async connect(opening) {
      listener = listenFor(line, opening, clock);
      await listener.connect();
    },
    recentChannels: (sinceMs) => listener?.recentChannels(sinceMs) ?? [],
    readPage: async (channelId, beforeId) => (await listener?.readPage(channelId, beforeId)) ?? [],
  });
  parent.onMessage((message) => line.hear(message));
  parent.onGone(() => {
    if (listener === null) leave();
    else void listener.disconnect().finally(leave);
  });
}

function listenFor(
  line: ShardLine<ParentSide, ShardSide>,
  { token, restBase, readsContent, place }: ShardOpening,
  clock: Clock,
): Listener {
  const ears: Ears = {
    onMessage: (message, standing) => line.tell("message", message, standing()),
    onDeleted: (messageIds) => line.tell("deleted", messageIds),
    onUse: (use, standing) => line.tell("use", use, standing()),
    onConnection: (connection) => line.tell("connection", told(connection)),
  };
  const options = {
    ...{ clock, token, restBase, readsContent },
    // Nobody waits for what this process asks for.
    longestHoldUpMs: () => Number.POSITIVE_INFINITY,
    shard: { ...place, mayIdentify: () => line.ask("mayIdentify") },
  };
  const listener = openListener(options, ears);
  watchRefusals(listener.rest, (count, remainingMs) => line.tell("refusal", count, remainingMs));
  return listener;
}

function told(connection: OwnConnection): ToldConnection {
  return connection.state === "lost" ? { state: "lost", fault: toRecord(connection.fault) } : connection;
}
