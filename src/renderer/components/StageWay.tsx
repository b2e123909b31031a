import type { StageTime } from "../../shared/models.ts";
import { formatMs } from "../words/format.ts";

/** The way of a message through its stages, with the time each took. */
export function StageWay({ stages }: { stages: StageTime[] }) {
  return (
    <ol className="way" aria-label="Stages">
      {stages.map(({ stage, ms }) => (
        <li key={stage}>
          {stage} <span className="time">{formatMs(ms)}</span>
        </li>
      ))}
    </ol>
  );
}
