import { IconLoader2 } from "@tabler/icons-react";
import type { Stage, StageTime } from "../../shared/models.ts";
import { formatMs } from "../words/format.ts";

interface StageWayProps {
  stages: StageTime[];
  /** The stage at work. */
  current?: Stage;
}

/** The way of a message through its stages, with the time each took. */
export function StageWay({ stages, current }: StageWayProps) {
  return (
    <ol className="way" aria-label="Stages">
      {stages.map(({ stage, ms }) => (
        <li key={stage}>
          {stage} <span className="time">{formatMs(ms)}</span>
        </li>
      ))}
      {current && !stages.some(({ stage }) => stage === current) && (
        <li aria-current="step">
          {current} <IconLoader2 size={12} className="spinning" aria-label="at work" role="img" />
        </li>
      )}
    </ol>
  );
}
