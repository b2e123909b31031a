import { NumberInput, SimpleGrid } from "@mantine/core";
import { exact } from "../../../../shared/exact.ts";
import { valueAt } from "../../../../shared/settings-path.ts";
import { decimalComma } from "../../../words/decimal-comma.ts";
import { withValue } from "./rehearsal-draft.ts";
import { type FieldWords, issueInFieldsWords } from "./rehearsal-fields.ts";
import type { RehearsalForm } from "./use-rehearsal-draft.ts";

interface NumberFieldsProps {
  fields: readonly FieldWords[];
  form: RehearsalForm;
  /** In a wide window. */
  columns?: number;
}

/** Fields for numbers of the draft, each with its issue as it is typed. */
export function NumberFields({ fields, form, columns = 5 }: NumberFieldsProps) {
  return (
    <SimpleGrid
      cols={{ base: 2, sm: 3, lg: columns }}
      spacing="xs"
      verticalSpacing="xs"
      style={{ alignItems: "start" }}
    >
      {fields.map((field) => (
        <NumberField key={field.path} field={field} form={form} />
      ))}
    </SimpleGrid>
  );
}

function NumberField({ field, form }: { field: FieldWords; form: RehearsalForm }) {
  const { path, label, scale = 1, suffix, empty } = field;
  const issue = form.issues[path];
  return (
    <NumberInput
      label={label}
      value={shown(valueAt(form.draft, path), scale)}
      error={issue && issueInFieldsWords(issue, field)}
      thousandSeparator=" "
      {...decimalComma}
      {...(suffix && { suffix })}
      {...(empty && { placeholder: empty.words })}
      onChange={(typed) => {
        const value = typed === "" && empty ? empty.value : typedNumber(typed, scale);
        form.change((draft) => withValue(draft, path, value));
      }}
    />
  );
}

function shown(value: unknown, scale: number): number | string {
  return typeof value === "number" ? exact(value * scale) : "";
}

function typedNumber(typed: number | string, scale: number): number | string {
  return typed === "" ? "" : exact(Number(typed) / scale);
}
