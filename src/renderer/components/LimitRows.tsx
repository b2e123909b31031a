import { ActionIcon, Button, Group, NumberInput, Select } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { limitUnits, limitWindows } from "../../shared/settings.ts";
import { useUndo } from "../state/use-undo.ts";
import { decimalComma } from "../words/decimal-comma.ts";
import { addLimit, type DraftLimit, draftInWords, issueOf, maxLimits, putBack, windowWords } from "./limit-drafts.ts";

interface LimitRowsProps {
  drafts: readonly DraftLimit[];
  onChange(change: (known: readonly DraftLimit[]) => DraftLimit[]): void;
  /** Buttons beside "Add a limit". */
  children?: ReactNode;
}

/** Limits of one key as rows to edit, each with what is wrong with it. */
export function LimitRows({ drafts, onChange, children }: LimitRowsProps) {
  const change = (draft: DraftLimit, next: Partial<DraftLimit>) =>
    onChange((known) => known.map((one) => (one.row === draft.row ? { ...one, ...next } : one)));
  const undo = useUndo();
  const remove = (draft: DraftLimit, place: number) => {
    onChange((known) => known.filter(({ row }) => row !== draft.row));
    undo.offer(`The limit of ${draftInWords(draft)} is removed.`, () =>
      onChange((known) => putBack(known, draft, place)),
    );
  };
  return (
    <>
      {drafts.map((draft, index) => (
        <Group key={draft.row} gap={6} align="flex-start" maw={460} role="group" aria-label={`Limit ${index + 1}`}>
          <NumberInput
            aria-label="Amount"
            placeholder="At most"
            value={draft.amount}
            error={issueOf(draft, drafts)}
            min={1}
            {...decimalComma}
            thousandSeparator=" "
            flex="1 1 110px"
            onChange={(amount) => change(draft, { amount })}
          />
          <Select
            aria-label="Unit"
            data={[...limitUnits]}
            value={draft.unit}
            w={125}
            onChange={(unit) => change(draft, { unit: limitUnits.find((one) => one === unit) ?? draft.unit })}
          />
          <Select
            aria-label="Window"
            data={limitWindows.map((value) => ({ value, label: windowWords[value] }))}
            value={draft.window}
            w={125}
            onChange={(window) => change(draft, { window: limitWindows.find((one) => one === window) ?? draft.window })}
          />
          <ActionIcon
            variant="default"
            size={30}
            aria-label={`Remove limit ${index + 1}`}
            onClick={() => remove(draft, index)}
          >
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Group gap={6}>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={drafts.length >= maxLimits}
          onClick={() => onChange(addLimit)}
        >
          Add a limit
        </Button>
        {children}
      </Group>
    </>
  );
}
