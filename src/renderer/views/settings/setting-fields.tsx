import { NumberInput, Pill, Select, Switch, TagsInput, TextInput } from "@mantine/core";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { exact } from "../../../shared/exact.ts";
import { visibleText } from "../../../shared/visible-text.ts";
import { useUndo } from "../../state/use-undo.ts";
import { decimalComma } from "../../words/decimal-comma.ts";
import { SavedMark } from "./SavedMark.tsx";
import { issueOfValue, numberLimitsAt } from "./setting-schema.ts";
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

export interface NumberFieldProps extends FieldProps {
  /** The field shows the stored value divided by this, e.g. 1000 for seconds of a setting in ms. */
  scale?: number;
  suffix?: string;
}

export function SettingNumber(props: NumberFieldProps) {
  const field = useSetting(props.path);
  return <NumberOfSetting {...props} field={field} onLeave={() => void field.save()} />;
}

/** The number alone; whoever shows it says what happens as it is left. */
export function NumberOfSetting(props: NumberFieldProps & { field: SettingField; onLeave(): void }) {
  const { path, label, description, scale = 1, suffix, field, onLeave } = props;
  const { min, max, isInteger } = numberLimitsAt(path);
  const range = rangeOf(min, max, scale, suffix);
  const isOutside =
    typeof field.value !== "number" || field.value < (min ?? -Infinity) || field.value > (max ?? Infinity);
  return (
    <SavedMark isSaved={field.isSaved}>
      <NumberInput
        label={label}
        description={
          <>
            {description} {range && `${range}.`}
          </>
        }
        value={typeof field.value === "number" ? exact(field.value / scale) : ""}
        error={field.issue !== null && isOutside && range ? `Allowed: ${range}.` : field.error}
        allowDecimal={!isInteger || scale !== 1}
        {...decimalComma}
        {...(min !== undefined && { min: exact(min / scale) })}
        {...(max !== undefined && { max: exact(max / scale) })}
        {...(suffix && { suffix })}
        onChange={(typed) => field.change(typed === "" ? null : exact(Number(typed) * scale))}
        onBlur={onLeave}
        onKeyDown={onKeyDown(field)}
      />
    </SavedMark>
  );
}

function rangeOf(min: number | undefined, max: number | undefined, scale: number, suffix = ""): string | null {
  if (min === undefined || max === undefined) return null;
  return `${exact(min / scale)} to ${exact(max / scale)}${suffix}`;
}

interface TextFieldProps extends FieldProps {
  placeholder?: string;
  /** An empty field means "none". */
  isNullable?: boolean;
}

export function SettingText({ path, label, description, placeholder, isNullable = false }: TextFieldProps) {
  const field = useSetting(path);
  return (
    <SavedMark isSaved={field.isSaved}>
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
    </SavedMark>
  );
}

export function SettingSwitch({ path, label, description }: FieldProps) {
  const field = useSetting(path);
  return (
    <SavedMark isSaved={field.isSaved}>
      <Switch
        label={label}
        description={description}
        checked={field.value === true}
        error={field.error}
        disabled={field.isSaving}
        onChange={({ currentTarget: { checked } }) => void field.save(checked)}
      />
    </SavedMark>
  );
}

interface ChoiceFieldProps extends FieldProps {
  choices: { value: string; label: string }[];
}

export function SettingSelect({ path, label, description, choices }: ChoiceFieldProps) {
  const field = useSetting(path);
  return (
    <SavedMark isSaved={field.isSaved}>
      <Select
        label={label}
        description={description}
        data={choices}
        value={typeof field.value === "string" ? field.value : null}
        error={field.error}
        onChange={(value) => void (value !== null && field.save(value))}
      />
    </SavedMark>
  );
}

/** A list of texts; each entry is added by Enter or a comma, and one that was removed can be put back. */
export function SettingTags({ path, label, description, placeholder }: TextFieldProps) {
  const field = useSetting(path);
  const undo = useUndo();
  const [typed, setTyped] = useState("");
  const value = textsOf(field.value);
  const typedIssue = typed.trim() === "" ? null : issueOfValue(path, [typed.trim()]);
  const save = async (next: string[]) => {
    field.change(next);
    const place = value.findIndex((text) => !next.includes(text));
    const removed = value[place];
    if (!(await field.save(next)) || removed === undefined || next.length > value.length) return;
    undo.offer(`"${visibleText(removed)}" is taken out of: ${label}.`, () => {
      const now = textsOf(field.inForce());
      return now.includes(removed) || field.save(now.toSpliced(place, 0, removed));
    });
  };
  return (
    <SavedMark isSaved={field.isSaved}>
      <TagsInput
        label={label}
        description={description}
        {...(value.length === 0 && placeholder && { placeholder })}
        value={value}
        searchValue={typed}
        onSearchChange={setTyped}
        error={field.error ?? typedIssue}
        onChange={(next) => void save(next)}
        renderPill={({ value = "", onRemove }) => (
          <Pill withRemoveButton {...(onRemove && { onRemove })}>
            {visibleText(value)}
          </Pill>
        )}
        splitChars={[",", "\n"]}
        acceptValueOnBlur
      />
    </SavedMark>
  );
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
