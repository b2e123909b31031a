import type { KeyStatus } from "../../../shared/models.ts";
import type { LimitUnit, LimitWindow } from "../../../shared/settings.ts";
import { formatNumber } from "../../words/format.ts";

/** The limit of a picture, or why none can be drawn. */
export type LimitLine = { amount: number; label: string } | { amount: null; why: string };

const windowWords: Record<LimitWindow, string> = { hour: "hourly", day: "daily", month: "monthly" };

/**
 * The limit of one key, or of all keys together: their sum, but only where each that can answer has one in this unit,
 * since a key without a limit would make any sum wrong.
 */
export function limitLine(
  keys: readonly KeyStatus[],
  window: LimitWindow,
  unit: LimitUnit,
  keyId: string | null,
): LimitLine {
  const kind = `${windowWords[window]} limit`;
  const concerned = keys.filter((key) => (keyId === null ? isUsable(key) : key.id === keyId));
  if (concerned.length === 0) return { amount: null, why: `No ${kind} is drawn: no key can be used now.` };
  const without = concerned.filter((key) => amountOf(key, window, unit) === null).map(({ label }) => `"${label}"`);
  if (without.length > 0) {
    const names = new Intl.ListFormat("en").format(without);
    return {
      amount: null,
      why: `No ${kind} is drawn: ${names} ${without.length === 1 ? "has" : "have"} none in ${unit}.`,
    };
  }
  const amount = concerned.reduce((sum, key) => sum + (amountOf(key, window, unit) ?? 0), 0);
  const whose = concerned.length === 1 ? "" : ` of ${concerned.length} keys`;
  return { amount, label: `The ${kind}${whose}` };
}

export function limitWords(limit: LimitLine): string {
  return limit.amount === null ? limit.why : `${limit.label}, ${formatNumber(limit.amount)}`;
}

/** Rests end by themselves; the other states wait for the owner. */
function isUsable({ enabled, state }: KeyStatus): boolean {
  return enabled && state !== "off" && state !== "rejected" && state !== "restricted";
}

function amountOf({ limits }: KeyStatus, window: LimitWindow, unit: LimitUnit): number | null {
  return limits.find((limit) => limit.window === window && limit.unit === unit)?.amount ?? null;
}
