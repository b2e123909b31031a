import { IconCircleCheck, IconDropletOff, IconHourglassLow, IconInfinity, IconQuestionMark } from "@tabler/icons-react";
import type { RunOut, RunOutVerdict } from "../../../../shared/forecast.ts";
import { formatMoment } from "../../../words/format.ts";
import type { Words } from "../../../words/tables.ts";

export const runOutWords: Record<RunOutVerdict, Words> = {
  holds: { label: "Holds", tone: "good", Icon: IconCircleCheck },
  "runs-out": { label: "Runs out", tone: "warn", Icon: IconHourglassLow },
  "used-up": { label: "Used up", tone: "bad", Icon: IconDropletOff },
  unlimited: { label: "No limit", tone: "quiet", Icon: IconInfinity },
  unknown: { label: "Too little data", tone: "quiet", Icon: IconQuestionMark },
};

/** When a limit is reached, in the reader's zone: `between 18:20 and 18:50, likely 18:33`; empty where nothing is to say. */
export function runOutTimes({ verdict, earliest, likely, latest }: RunOut, now: number): string {
  const write = (at: number) => formatMoment(at, now);
  if (verdict === "holds") return earliest === null ? "" : `if busier, from ${write(earliest)}`;
  if (verdict !== "runs-out") return "";
  const likelyWords = likely === null ? [] : [`likely ${write(likely)}`];
  if (earliest !== null && latest !== null) {
    return [`between ${write(earliest)} and ${write(latest)}`, ...likelyWords].join(", ");
  }
  return [...(earliest === null ? [] : [`from ${write(earliest)}`]), ...likelyWords].join(", ");
}
