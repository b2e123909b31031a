import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { dayMs } from "../../../../shared/utc-time.ts";
import { formatCompact, formatDay } from "../../../words/format.ts";
import { ChartTooltip, type TooltipLine } from "../figures/ChartTooltip.tsx";
import { axisStyle, chartHeight, chartMargin } from "../figures/chart-style.ts";
import type { MonthRow } from "./month-rows.ts";

export interface MonthChartProps {
  rows: readonly MonthRow[];
  from: number;
  to: number;
  now: number;
  limit: number | null;
  /** When the ring is likely to run out this month. */
  likelyOut: number | null;
  describe(row: MonthRow): { title: string; lines: readonly TooltipLine[] };
}

/** The month's running sum, then what is expected of it, against the limit. */
export function MonthChart({ rows, from, to, now, limit, likelyOut, describe }: MonthChartProps) {
  const days = Math.round((to - from) / dayMs);
  const ticks = Array.from({ length: days }, (_, day) => from + day * dayMs).filter((_, day) => day % 5 === 0);
  return (
    <ResponsiveContainer width="100%" height={chartHeight}>
      <ComposedChart data={[...rows]} margin={chartMargin} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--panel-line)" />
        <XAxis
          dataKey="at"
          type="number"
          domain={[from, to]}
          ticks={ticks}
          tickFormatter={(at: number) => formatDay(at, "UTC")}
          interval={0}
          {...axisStyle}
        />
        <YAxis width="auto" allowDecimals={false} tickFormatter={formatCompact} {...axisStyle} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: "var(--mantine-color-dimmed)" }}
          content={({ active, label }) => {
            const row = active ? rows.find(({ at }) => at === label) : undefined;
            return row ? <ChartTooltip {...describe(row)} /> : null;
          }}
        />
        <Area
          dataKey="band"
          fill="var(--chart-expected)"
          fillOpacity={0.22}
          stroke="none"
          activeDot={false}
          isAnimationActive={false}
        />
        <Line dataKey="likely" stroke="var(--chart-expected)" strokeWidth={2} strokeDasharray="5 3" {...plainLine} />
        <Line dataKey="used" stroke="var(--series-1)" strokeWidth={2} {...plainLine} />
        {limit !== null && (
          <ReferenceLine
            y={limit}
            stroke="var(--chart-limit)"
            strokeWidth={2}
            ifOverflow="extendDomain"
            className="limit-line"
          />
        )}
        <ReferenceLine x={now} stroke="var(--mantine-color-dimmed)" />
        {likelyOut !== null && (
          <ReferenceLine
            x={likelyOut}
            stroke="var(--chart-limit)"
            strokeDasharray="2 3"
            label={{
              value: `runs out ${formatDay(likelyOut, "UTC")}`,
              position: "top",
              fontSize: 11,
              fill: "var(--mantine-color-text)",
            }}
          />
        )}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

const plainLine = { dot: false, activeDot: false, isAnimationActive: false } as const;
