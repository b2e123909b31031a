import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { IconGripVertical } from "@tabler/icons-react";
import { type ComponentProps, useState } from "react";
import type { KeyStatus } from "../../../shared/models.ts";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { type DraftLimit, draftsOf } from "../../components/limit-drafts.ts";
import { useCall } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { KeyLabel } from "./KeyLabel.tsx";
import { KeyStateLine } from "./KeyStateLine.tsx";
import { KeySwitches } from "./KeySwitches.tsx";
import { KeyTestButton } from "./KeyTestButton.tsx";
import { KeyUse } from "./KeyUse.tsx";
import { LimitsEditor } from "./LimitsEditor.tsx";
import { MoveButtons } from "./MoveButtons.tsx";

interface KeyCardProps {
  keyStatus: KeyStatus;
  /** 1 for the primary. */
  place: number;
  busiest: ComponentProps<typeof KeyUse>["busiest"];
  /** What makes an element the handle to drag the card by; null where there is no other place. */
  handle: ComponentProps<"div"> | null;
  onMoveUp: (() => void) | null;
  onMoveDown: (() => void) | null;
}

/** One key: its place, state and use, and what can be done with it. */
export function KeyCard({ keyStatus, place, busiest, handle, onMoveUp, onMoveDown }: KeyCardProps) {
  const call = useCall();
  const { run, error } = useAction();
  const [editsLimits, setEditsLimits] = useState(false);
  // What was changed stays while the editor is folded away.
  const [drafts, setDrafts] = useState<readonly DraftLimit[] | null>(null);
  const { id, label, lastFour, source, active, limits, sameAccount } = keyStatus;
  const endEditing = () => {
    setEditsLimits(false);
    setDrafts(null);
  };
  return (
    <section className="card key-card" aria-label={`Key ${label}`}>
      <div className="key-place">
        {handle && (
          // By keyboard the order is changed with the buttons below.
          <div className="key-handle" title="Drag to change the order" tabIndex={-1} {...handle}>
            <IconGripVertical size={16} aria-hidden />
          </div>
        )}
        <MoveButtons label={label} onMoveUp={onMoveUp} onMoveDown={onMoveDown} />
      </div>
      <Stack gap={6} style={{ flex: 1, minWidth: 0 }}>
        <Group gap="sm">
          <Text fw={600} c="dimmed">
            {place}.
          </Text>
          <KeyLabel id={id} label={label} />
          <Text size="sm" ff="monospace" c="dimmed" aria-label={`ends with ${lastFour}`}>
            ••••{lastFour}
          </Text>
          {place === 1 && <Badge variant="default">Primary</Badge>}
          {active && <Badge variant="default">Answers next</Badge>}
          {source === "environment" && <Badge variant="default">From the environment</Badge>}
        </Group>
        <KeyStateLine keyStatus={keyStatus} />
        {sameAccount !== undefined && <Text size="sm">{sameAccount}</Text>}
        <KeyUse keyStatus={keyStatus} busiest={busiest} />
        <Group gap={6} align="flex-start">
          <KeyTestButton id={id} />
          <Button variant="default" aria-expanded={editsLimits} onClick={() => setEditsLimits(!editsLimits)}>
            {limits.length === 0 ? "Set limits" : `Limits (${limits.length})`}
          </Button>
          <KeySwitches keyStatus={keyStatus} run={(task) => void run(task)} call={call} />
        </Group>
        <ErrorLine error={error} />
        {editsLimits && (
          <LimitsEditor
            id={id}
            drafts={drafts ?? draftsOf(limits)}
            onChange={(change) => setDrafts((known) => change(known ?? draftsOf(limits)))}
            onDone={endEditing}
          />
        )}
      </Stack>
    </section>
  );
}
