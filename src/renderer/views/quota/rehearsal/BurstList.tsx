import { ActionIcon, Button, Group, NumberInput, Text } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useUndo } from "../../../state/use-undo.ts";
import { decimalComma } from "../../../words/decimal-comma.ts";
import { withScenario } from "./rehearsal-draft.ts";
import type { RehearsalForm } from "./use-rehearsal-draft.ts";

const maxBursts = 100;
const newBurst = { startHour: 18, minutes: 10, messages: 100 };
const fields = [
  { name: "startHour", label: "After hours" },
  { name: "minutes", label: "For minutes" },
  { name: "messages", label: "Messages" },
] as const;

/** Rushes that come on top of the day's lines. */
export function BurstList({ form: { draft, issues, change } }: { form: RehearsalForm }) {
  const { bursts } = draft.scenario;
  const setBursts = (next: (known: typeof bursts) => typeof bursts) =>
    change((known) => withScenario(known, { bursts: next(known.scenario.bursts) }));
  const undo = useUndo();
  const remove = (place: number) => {
    const burst = bursts[place];
    if (!burst) return;
    setBursts((all) => all.filter((_, other) => other !== place));
    undo.offer(`Rush ${place + 1} is removed.`, () => setBursts((all) => all.toSpliced(place, 0, burst)));
  };
  return (
    <div>
      <Text size="sm" fw={500}>
        Rushes on top, in hours from the beginning
      </Text>
      {bursts.map((burst, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the fields hold nothing of their own, so any row may become another.
        <Group key={place} gap={6} mt={4} align="flex-start" role="group" aria-label={`Rush ${place + 1}`}>
          {fields.map(({ name, label }) => (
            <NumberInput
              key={name}
              label={label}
              w={130}
              thousandSeparator=" "
              {...decimalComma}
              value={burst[name]}
              error={issues[`scenario.bursts.${place}.${name}`]}
              onChange={(typed) =>
                setBursts((all) => all.map((one, other) => (other === place ? { ...one, [name]: typed } : one)))
              }
            />
          ))}
          <ActionIcon
            variant="default"
            size={30}
            mt="1.25rem"
            aria-label={`Remove rush ${place + 1}`}
            onClick={() => remove(place)}
          >
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="subtle"
        size="compact-xs"
        mt={4}
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={bursts.length >= maxBursts}
        onClick={() => setBursts((all) => [...all, newBurst])}
      >
        Add a rush
      </Button>
    </div>
  );
}
