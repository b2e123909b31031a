/** What all charts of the view share. */
export const chartHeight = 230;
/** Room above for the flags, and beside for the last tick. */
export const chartMargin = { top: 20, right: 16, bottom: 0, left: 0 };
export const axisStyle = {
  stroke: "var(--panel-line)",
  tick: { fill: "var(--mantine-color-dimmed)", fontSize: 12 },
  tickLine: false,
} as const;
