import { NumberInput, Pill, Select, Switch, TagsInput, TextInput } from "@mantine/core";
import type { KeyboardEvent, ReactNode } from "react";
import { exact } from "../../../shared/exact.ts";
import { visibleText } from "../../../shared/visible-text.ts";
import { numberLimitsAt } from "./setting-schema.ts";
import { type SettingField, useSetting } from "./use-setting.ts";

interface FieldProps {
  /** Dotted path of the setting. */
  path: string;
  label: string;
  description?: ReactNode;
}

/** Enter saves, Escape takes the draft back. */
function onKeyDown(field: SettingField) {
  return ({ key, currentTarget }: KeyboardEvent<HTMLInputElement>) => {
    if (key === "Enter") currentTarget.blur();
    if (key === "Escape") field.cancel();
  };
}

interface NumberFieldProps extends FieldProps {
  /** The field shows the stored value divided by this, e.g. 1000 for seconds of a setting in ms. */
  scale?: number;
  suffix?: string;
}

export function SettingNumber({ path, label, description, scale = 1, suffix }: NumberFieldProps) {
  const field = useSetting(path);
  const { min, max, isInteger } = numberLimitsAt(path);
  return (
    <NumberInput
      label={label}
      description={description}
      value={typeof field.value === "number" ? exact(field.value / scale) : ""}
      error={field.error && (rangeText(min, max, scale, suffix) ?? field.error)}
      allowDecimal={!isInteger || scale !== 1}
      {...(min !== undefined && { min: exact(min / scale) })}
      {...(max !== undefined && { max: exact(max / scale) })}
      {...(suffix && { suffix })}
      onChange={(typed) => field.change(typed === "" ? null : exact(Number(typed) * scale))}
      onBlur={() => void field.save()}
      onKeyDown={onKeyDown(field)}
    />
  );
}

function rangeText(min: number | undefined, max: number | undefined, scale: number, suffix = ""): string | null {
  if (min === undefined || max === undefined) return null;
  return `Allowed: ${exact(min / scale)} to ${exact(max / scale)}${suffix}.`;
}

interface TextFieldProps extends FieldProps {
  placeholder?: string;
  /** An empty field means "none". */
  isNullable?: boolean;
}

export function SettingText({ path, label, description, placeholder, isNullable = false }: TextFieldProps) {
  const field = useSetting(path);
  return (
    <TextInput
      label={label}
      description={description}
      placeholder={placeholder}
      value={typeof field.value === "string" ? field.value : ""}
      error={field.error}
      onChange={({ currentTarget: { value } }) => field.change(isNullable && value === "" ? null : value)}
      onBlur={() => void field.save()}
      onKeyDown={onKeyDown(field)}
    />
  );
}

export function SettingSwitch({ path, label, description }: FieldProps) {
  const field = useSetting(path);
  return (
    <Switch
      label={label}
      description={description}
      checked={field.value === true}
      error={field.error}
      disabled={field.isSaving}
      onChange={({ currentTarget: { checked } }) => void field.save(checked)}
    />
  );
}

interface ChoiceFieldProps extends FieldProps {
  choices: { value: string; label: string }[];
}

export function SettingSelect({ path, label, description, choices }: ChoiceFieldProps) {
  const field = useSetting(path);
  return (
    <Select
      label={label}
      description={description}
      data={choices}
      value={typeof field.value === "string" ? field.value : null}
      error={field.error}
      onChange={(value) => void (value !== null && field.save(value))}
    />
  );
}

/** A list of texts; each entry is added by Enter or a comma. */
export function SettingTags({ path, label, description, placeholder }: TextFieldProps) {
  const field = useSetting(path);
  const value = Array.isArray(field.value) ? field.value.map(String) : [];
  return (
    <TagsInput
      label={label}
      description={description}
      {...(value.length === 0 && placeholder && { placeholder })}
      value={value}
      error={field.error}
      onChange={(next) => {
        field.change(next);
        void field.save(next);
      }}
      renderPill={({ value = "", onRemove }) => (
        <Pill withRemoveButton {...(onRemove && { onRemove })}>
          {visibleText(value)}
        </Pill>
      )}
      splitChars={[",", "\n"]}
      acceptValueOnBlur
    />
  );
}
