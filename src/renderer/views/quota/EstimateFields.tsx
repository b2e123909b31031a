import { NumberInput } from "@mantine/core";
import { exact } from "../../../shared/exact.ts";
import { decimalComma } from "../../words/decimal-comma.ts";
import type { EstimateDraft, EstimateIssues, FieldWords } from "./estimate-fields.ts";

/** What every part of the estimate's form is given. */
export interface EstimatePartProps {
  draft: EstimateDraft;
  issues: EstimateIssues;
  onChange(change: (known: EstimateDraft) => EstimateDraft): void;
  /** Puts the figures of a preset in place of what was typed; `said` tells of it. */
  onReplace(said: string, next: (known: EstimateDraft) => EstimateDraft): void;
}

/** Number fields of the estimate, each with what is wrong with it. */
export function EstimateFields({
  draft,
  issues,
  onChange,
  fields,
}: Omit<EstimatePartProps, "onReplace"> & { fields: readonly FieldWords[] }) {
  return fields.map(({ name, label, isShare = false }) => {
    const scale = isShare ? 100 : 1;
    const value = draft[name];
    return (
      <NumberInput
        key={name}
        label={label}
        value={value === "" ? "" : exact(Number(value) * scale)}
        error={issues[name]}
        thousandSeparator=" "
        {...decimalComma}
        {...(isShare && { suffix: " %" })}
        onChange={(typed) =>
          onChange((known) => ({ ...known, [name]: typed === "" ? "" : exact(Number(typed) / scale) }))
        }
      />
    );
  });
}
