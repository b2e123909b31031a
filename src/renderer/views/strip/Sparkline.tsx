import { memo } from "react";
import { formatNumber } from "../../words/format.ts";

const [width, height] = [132, 26];

interface SparklineProps {
  /** One for each of the last minutes, oldest first. */
  messages: readonly number[];
  answers: readonly number[];
}

/** Messages as bars with the answered part filled; the same in words for those who do not see it. */
export const Sparkline = memo(function Sparkline({ messages, answers }: SparklineProps) {
  const most = Math.max(1, ...messages);
  const step = width / messages.length;
  const barOf = (count: number, index: number) => {
    const tall = count === 0 ? 0 : Math.max(1.5, (count / most) * height);
    return `M${(index * step).toFixed(2)} ${height}v${-tall.toFixed(2)}h${(step - 1).toFixed(2)}v${tall.toFixed(2)}z`;
  };
  const [came, answered] = [sumOf(messages), sumOf(answers)];
  const text = `${formatNumber(came)} messages in the last ${messages.length} minutes, ${formatNumber(answered)} answered, at most ${formatNumber(Math.max(...messages))} in a minute`;
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={text}
    >
      <title>{text}</title>
      <path className="came" d={messages.map(barOf).join("")} />
      <path className="answered" d={answers.map(barOf).join("")} />
      <path className="ground" d={`M0 ${height - 0.5}h${width}`} />
    </svg>
  );
});

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
