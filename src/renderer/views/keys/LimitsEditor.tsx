import { Button, Stack, Text } from "@mantine/core";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { LimitRows } from "../../components/LimitRows.tsx";
import { type DraftLimit, limitsOf } from "../../components/limit-drafts.ts";
import { useCall, usePanelStore } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";

interface LimitsEditorProps {
  id: string;
  drafts: readonly DraftLimit[];
  onChange(change: (known: readonly DraftLimit[]) => DraftLimit[]): void;
  /** They were saved, or are to be as before. */
  onDone(): void;
}

/** The owner's own limits of a key; it is switched before one of them is hit. */
export function LimitsEditor({ id, drafts, onChange, onDone }: LimitsEditorProps) {
  const call = useCall();
  const store = usePanelStore();
  const { run, error, isRunning } = useAction();
  const parsed = limitsOf(drafts);

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
      <LimitRows drafts={drafts} onChange={onChange}>
        <Button loading={isRunning} disabled={!parsed} onClick={() => void save()}>
          Save limits
        </Button>
        <Button variant="subtle" onClick={onDone}>
          Cancel
        </Button>
      </LimitRows>
      <ErrorLine error={error} />
    </Stack>
  );
}
