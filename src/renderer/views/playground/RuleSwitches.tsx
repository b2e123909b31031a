import { Anchor, Group, Switch, Text } from "@mantine/core";
import { type SanitizerSettings, sanitizerRules } from "../../../shared/settings.ts";
import { removalWords } from "../../words/tables.ts";

interface RuleSwitchesProps {
  /** The rules in the settings. */
  own: SanitizerSettings;
  /** What is switched otherwise in the box. */
  changed: Partial<SanitizerSettings>;
  onChange(changed: Partial<SanitizerSettings>): void;
}

/** A switch for each rule of the sanitizer; the settings are not touched. */
export function RuleSwitches({ own, changed, onChange }: RuleSwitchesProps) {
  const isChanged = sanitizerRules.some((rule) => changed[rule] !== undefined && changed[rule] !== own[rule]);
  return (
    <div>
      <Group gap="md" role="group" aria-label="Rules for this box">
        {sanitizerRules.map((rule) => (
          <Switch
            key={rule}
            label={removalWords[rule].label}
            title={removalWords[rule].why}
            checked={changed[rule] ?? own[rule]}
            onChange={({ currentTarget: { checked } }) => onChange({ ...changed, [rule]: checked })}
          />
        ))}
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        These switches hold for this box only; what the bot does is set under Settings, Behaviour.{" "}
        {isChanged && (
          <Anchor component="button" type="button" size="xs" onClick={() => onChange({})}>
            As in the settings
          </Anchor>
        )}
      </Text>
    </div>
  );
}
