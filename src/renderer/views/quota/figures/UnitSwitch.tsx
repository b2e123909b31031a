import { SegmentedControl } from "@mantine/core";
import { type LimitUnit, limitUnits } from "../../../../shared/settings.ts";

interface UnitSwitchProps {
  value: LimitUnit;
  onChange(unit: LimitUnit): void;
}

export function UnitSwitch({ value, onChange }: UnitSwitchProps) {
  return (
    <SegmentedControl
      size="xs"
      aria-label="Unit"
      data={[...limitUnits]}
      value={value}
      onChange={(chosen) => onChange(limitUnits.find((unit) => unit === chosen) ?? value)}
    />
  );
}
