import type { KeyStatus } from "../../../shared/models.ts";
import type { PlaygroundAnswer } from "../../../shared/playground.ts";
import { formatNumber, plural } from "../../words/format.ts";

/** What an answer has cost each key, and how far the key's limits go at that cost: one sentence for each key. */
export function costWords(costs: PlaygroundAnswer["costs"], keys: readonly KeyStatus[]): string[] {
  return costs.map(({ keyId, usage }) => {
    const key = keys.find(({ id }) => id === keyId);
    const { requests, characters, tokens } = usage;
    const spent = `${plural(requests, "request")}, ${plural(characters, "character")}, ${plural(tokens, "token")}`;
    const cost = costs.length > 1 && key ? `"${key.label}": ${spent}.` : `Cost: ${spent}.`;
    return [cost, ...(key ? key.limits.map((limit) => fitWords(limit, usage, key)) : [])].join(" ");
  });
}

function fitWords(
  { window, unit, amount }: KeyStatus["limits"][number],
  usage: KeyStatus["hour"],
  key: KeyStatus,
): string {
  const cost = usage[unit];
  if (cost === 0) return "";
  const share = Math.max(1, Math.round((cost / amount) * 100));
  const more = Math.max(0, Math.floor((amount - key[window][unit]) / cost));
  return `${share} % of ${formatNumber(amount)} ${unit} this ${window}; ${formatNumber(more)} more like it would fit.`;
}
