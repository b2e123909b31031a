import { Progress, Text } from "@mantine/core";
import type { KeyStatus } from "../../shared/models.ts";
import type { Limit } from "../../shared/settings.ts";
import { formatNumber } from "../words/format.ts";

const nearlyFull = 0.8;

interface LimitBarProps {
  keyStatus: KeyStatus;
  limit: Limit;
  /** For a narrow place whose surroundings name the window. */
  isShort?: boolean;
}

/** A key's use against one of its limits. */
export function LimitBar({ keyStatus, limit: { window, unit, amount }, isShort = false }: LimitBarProps) {
  const used = keyStatus[window][unit];
  const share = used / amount;
  const amounts = `${formatNumber(used)} of ${formatNumber(amount)} ${unit}`;
  const percent = `(${Math.floor(share * 100)}\u00A0%)`;
  return (
    <div>
      <Text size="sm" className="figures">
        {isShort ? `${amounts} ${percent}` : `${amounts} this ${window} ${percent}`}
        {share >= 1 ? ": reached" : share >= nearlyFull && !isShort && ": nearly reached"}
      </Text>
      <Progress
        value={Math.min(100, share * 100)}
        color={share >= 1 ? "red" : share >= nearlyFull ? "orange" : "indigo"}
        aria-label={`${keyStatus.label}: ${amounts} this ${window} ${percent}`}
      />
    </div>
  );
}
