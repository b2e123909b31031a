import { Button, Group, Stack } from "@mantine/core";
import { ConfirmButton } from "../../components/ConfirmButton.tsx";
import { type NumberFieldProps, NumberOfSetting } from "./setting-fields.tsx";
import { useSetting } from "./use-setting.ts";

interface LosingNumberProps extends NumberFieldProps {
  /** What is lost with that value, as a question has it. */
  question(next: number): string;
}

/** A number of which a smaller one deletes what is kept: that is asked about, a larger one saves itself. */
export function LosingNumber({ question, ...props }: LosingNumberProps) {
  const field = useSetting(props.path);
  const [next, now] = [field.value, field.inForce()];
  const isSmaller = typeof next === "number" && typeof now === "number" && next < now && field.issue === null;
  return (
    <Stack gap="xs">
      <NumberOfSetting {...props} field={field} onLeave={() => !isSmaller && void field.save()} />
      {isSmaller && (
        <Group gap="xs">
          <ConfirmButton
            color="red"
            loading={field.isSaving}
            title="Delete what is older?"
            question={question(next)}
            confirmLabel="Delete it"
            onConfirm={() => void field.save()}
          >
            {`Save ${next}${props.suffix ?? ""}`}
          </ConfirmButton>
          <Button variant="default" onClick={field.cancel}>
            {`Keep ${now}${props.suffix ?? ""}`}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
