import { serveShard } from "../engine/discord/gateway/shard.ts";
import { createSystemClock } from "../host/system-clock.ts";
import { endAtOnce, exitCodes } from "./failure.ts";

process.on("uncaughtException", endAtOnce);
// A terminal signals all processes alike: this one ends with its parent, after a proper goodbye to Discord.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);

serveShard(
  {
    // A line that is cut meanwhile is the end, of which the process hears anyway.
    send: (frame) => void process.send?.(frame, undefined, undefined, () => undefined),
    onMessage: (listener) => process.on("message", listener),
    onGone: (end) => process.on("disconnect", end),
  },
  createSystemClock(),
  () => process.exit(exitCodes.fine),
);
