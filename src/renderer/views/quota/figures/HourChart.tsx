import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatCompact } from "../../../words/format.ts";
import { ChartTooltip, type TooltipLine } from "./ChartTooltip.tsx";
import { axisStyle, chartHeight, chartMargin } from "./chart-style.ts";
import { FlagSign, flagTone } from "./FlagSign.tsx";
import type { FlagGroup } from "./flags.ts";
import { HourBands } from "./HourBands.tsx";
import type { HourRow } from "./hour-rows.ts";
import type { Series } from "./series.ts";

export interface HourChartProps {
  series: readonly Series[];
  rows: readonly HourRow[];
  /** In the unit of the rows; null where none is drawn. */
  limit: number | null;
  flags: readonly FlagGroup[];
  /** The hours that are named below the picture. */
  ticks: readonly number[];
  formatTick(hour: number): string;
  /** What the tooltip says of a row. */
  describe(row: HourRow): { title: string; lines: readonly TooltipLine[] };
}

/** Stacked bars, one for each hour, with what is expected as a band over them and the limit as a line. */
export function HourChart({ series, rows, limit, flags, ticks, formatTick, describe }: HourChartProps) {
  return (
    <ResponsiveContainer width="100%" height={chartHeight}>
      <ComposedChart data={[...rows]} margin={chartMargin} accessibilityLayer={false} barCategoryGap="18%">
        <CartesianGrid vertical={false} stroke="var(--panel-line)" />
        <XAxis dataKey="hour" ticks={[...ticks]} tickFormatter={formatTick} interval={0} {...axisStyle} />
        <YAxis width="auto" allowDecimals={false} tickFormatter={formatCompact} {...axisStyle} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--mantine-color-text)", fillOpacity: 0.06 }}
          content={({ active, label }) => {
            const row = active ? rows.find(({ hour }) => hour === label) : undefined;
            return row ? <ChartTooltip {...describe(row)} /> : null;
          }}
        />
        {series.map(({ id, label, fill }) => (
          <Bar
            key={id}
            dataKey={({ amounts }: HourRow) => amounts[id] ?? 0}
            name={label}
            stackId="amounts"
            fill={fill}
            maxBarSize={36}
            isAnimationActive={false}
          />
        ))}
        <HourBands rows={rows} />
        {/* Unseen: it makes the axis reach as high as the bands. */}
        <Line dataKey={topOf} stroke="none" dot={false} activeDot={false} isAnimationActive={false} />
        {limit !== null && (
          <ReferenceLine
            y={limit}
            stroke="var(--chart-limit)"
            strokeWidth={2}
            ifOverflow="extendDomain"
            className="limit-line"
          />
        )}
        {flags.map((flag) => (
          <ReferenceLine
            key={flag.hour}
            x={flag.hour}
            stroke={flagTone(flag.kind)}
            strokeDasharray="2 3"
            label={({ viewBox }) => <FlagLabel {...viewBox} flag={flag} />}
          />
        ))}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

function topOf({ band, likely }: HourRow): number | null {
  return band?.[1] ?? likely;
}

function FlagLabel({ x, y, flag }: { x: number; y: number; flag: FlagGroup }) {
  return (
    <g transform={`translate(${x} ${y - 14})`} className="flag">
      <g transform="translate(-11 -1)">
        <FlagSign kind={flag.kind} />
      </g>
      <text x="2" y="8" fontSize="11" fill="var(--mantine-color-text)">
        {flag.label}
      </text>
    </g>
  );
}
