import "@mantine/charts/styles.css";
import { BarChart } from "@mantine/charts";
import { formatMoment, formatNumber } from "../../words/format.ts";
import type { UsageRows } from "./usage-rows.ts";

const colors = ["indigo.5", "orange.5", "teal.5", "grape.5", "yellow.5", "cyan.5"];

/** Stacked bars, one for each hour; the table below says the same in words. */
export function UsageChart({ keys, rows }: UsageRows) {
  const data = rows.map(({ hour, amounts }) => ({ hour: formatMoment(hour, hour), ...amounts }));
  return (
    <BarChart
      aria-hidden
      h={180}
      data={data}
      dataKey="hour"
      type="stacked"
      withLegend
      series={keys.map(({ id, label }, index) => ({
        name: id,
        label,
        color: colors[index % colors.length] ?? "indigo.5",
      }))}
      valueFormatter={formatNumber}
      yAxisProps={{ width: 60 }}
      barChartProps={{ accessibilityLayer: false }}
    />
  );
}
