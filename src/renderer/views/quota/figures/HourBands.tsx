import { DefaultZIndexes, useXAxisScale, useYAxisScale, ZIndexLayer } from "recharts";
import type { HourRow } from "./hour-rows.ts";

/** What is expected of each hour, over the whole width of the hour: its bounds as a band, the likely as a dashed line. */
export function HourBands({ rows }: { rows: readonly HourRow[] }) {
  const [xOf, yOf] = [useXAxisScale(), useYAxisScale()];
  if (!xOf || !yOf) return null;
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.line}>
      {rows.map(({ hour, band, likely }) => {
        const left = xOf(hour, { position: "start" }) ?? 0;
        const right = xOf(hour, { position: "end" }) ?? 0;
        const [low, high] = (band ?? [0, 0]).map((bound) => yOf(bound) ?? 0) as [number, number];
        return (
          <g key={hour} stroke="var(--chart-expected)" className="hour-band">
            {band && (
              <rect
                x={left}
                y={high}
                width={right - left}
                height={low - high}
                fill="var(--chart-expected)"
                fillOpacity={0.22}
                strokeWidth={1}
              />
            )}
            {likely !== null && (
              <path d={`M${left} ${yOf(likely) ?? 0}H${right}`} strokeWidth={2} strokeDasharray="5 3" />
            )}
          </g>
        );
      })}
    </ZIndexLayer>
  );
}
