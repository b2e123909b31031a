import type { Notice } from "../../shared/models.ts";
import type { KeySwitch } from "../inference/key-ring.ts";
import { utcMoment } from "./utc-words.ts";

/** What the owner is told when another key answers, or none. */
export function switchNotice(
  { kind, from, to, reason, until }: KeySwitch,
  nowMs: number,
): Pick<Notice, "level" | "text"> {
  switch (kind) {
    case "all-resting": {
      const end = until === null ? "None comes back by itself." : `The first is back at ${utcMoment(until, nowMs)}.`;
      return { level: "error", text: join("No key can answer now.", reason, end) };
    }
    case "key-switch": {
      const end = until === null ? "" : `"${from}" rests until ${utcMoment(until, nowMs)}.`;
      return { level: "warning", text: join(`"${to}" answers now, after "${from}".`, reason, end) };
    }
    case "key-return":
      return {
        level: "info",
        text:
          from === null
            ? `"${to}" answers again; until now no key could.`
            : `"${to}" answers again, in place of "${from}".`,
      };
  }
}

function join(...sentences: string[]): string {
  return sentences.filter((sentence) => sentence !== "").join(" ");
}
