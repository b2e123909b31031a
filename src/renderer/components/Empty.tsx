import { Group, Stack, Text } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";

interface EmptyProps {
  Icon: Icon;
  title: string;
  children: ReactNode;
  /** Buttons that lead on. */
  ways?: ReactNode;
}

/** What stands where there is nothing yet, with what to do about it. */
export function Empty({ Icon, title, children, ways }: EmptyProps) {
  return (
    <Stack align="center" gap={6} py="xl" px="md" ta="center">
      <Icon size={34} stroke={1.4} aria-hidden color="var(--mantine-color-dimmed)" />
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="dimmed" maw={440}>
        {children}
      </Text>
      {ways && (
        <Group gap="xs" mt={6} justify="center">
          {ways}
        </Group>
      )}
    </Stack>
  );
}
