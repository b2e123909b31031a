import { ActionIcon, Button, Group, NumberInput, Select, Stack, Text } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { type Limit, limitUnits, limitWindows } from "../../../shared/settings.ts";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { useCall, usePanelStore } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { addLimit, type DraftLimit, draftsOf, issueOf, limitsOf, maxLimits } from "./limit-drafts.ts";

interface LimitsEditorProps {
  id: string;
  limits: Limit[];
  onDone(): void;
}

/** The owner's own limits of a key; it is switched before one of them is hit. */
export function LimitsEditor({ id, limits, onDone }: LimitsEditorProps) {
  const call = useCall();
  const store = usePanelStore();
  const [drafts, setDrafts] = useState(() => draftsOf(limits));
  const { run, error, isRunning } = useAction();
  const parsed = limitsOf(drafts);

  const change = (draft: DraftLimit, next: Partial<DraftLimit>) =>
    setDrafts((known) => known.map((one) => (one.row === draft.row ? { ...one, ...next } : one)));
  const save = async () => {
    if (!parsed) return;
    const isSaved = await run(() => call("keys/update", { id, limits: parsed }).then(() => true));
    if (!isSaved) return;
    store.patch(({ keys }) => ({ keys: keys.map((key) => (key.id === id ? { ...key, limits: parsed } : key)) }));
    onDone();
  };

  return (
    <Stack gap={6} className="limits">
      <Text size="sm" c="dimmed">
        Your own numbers, counted here per UTC hour, day or month. The next key takes over before one is reached.
      </Text>
      {drafts.map((draft, index) => (
        <Group key={draft.row} gap={6} align="flex-start" role="group" aria-label={`Limit ${index + 1}`}>
          <NumberInput
            aria-label="Amount"
            placeholder="At most"
            value={draft.amount}
            error={issueOf(draft, drafts)}
            min={1}
            allowDecimal={false}
            thousandSeparator=" "
            w={150}
            onChange={(amount) => change(draft, { amount })}
          />
          <Select
            aria-label="Unit"
            data={[...limitUnits]}
            value={draft.unit}
            w={130}
            onChange={(unit) => change(draft, { unit: limitUnits.find((one) => one === unit) ?? draft.unit })}
          />
          <Select
            aria-label="Window"
            data={limitWindows.map((value) => ({ value, label: `in an ${value}`.replace(/an (?=[dm])/, "a ") }))}
            value={draft.window}
            w={130}
            onChange={(window) => change(draft, { window: limitWindows.find((one) => one === window) ?? draft.window })}
          />
          <ActionIcon
            variant="default"
            size={30}
            aria-label={`Remove limit ${index + 1}`}
            onClick={() => setDrafts((known) => known.filter(({ row }) => row !== draft.row))}
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
          onClick={() => setDrafts(addLimit)}
        >
          Add a limit
        </Button>
        <Button loading={isRunning} disabled={!parsed} onClick={() => void save()}>
          Save limits
        </Button>
        <Button variant="subtle" onClick={onDone}>
          Cancel
        </Button>
      </Group>
      <ErrorLine error={error} />
    </Stack>
  );
}
