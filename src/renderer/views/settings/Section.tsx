import { Stack, Text } from "@mantine/core";
import { type ReactNode, useId } from "react";

/** A titled group of fields. */
export function Section({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className="card settings-section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {note && (
        <Text size="sm" c="dimmed">
          {note}
        </Text>
      )}
      <Stack gap="sm" mt="xs">
        {children}
      </Stack>
    </section>
  );
}
