import { ActionIcon, Popover, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconBell, IconCircleX, IconInfoCircle } from "@tabler/icons-react";
import { Moment } from "../components/Moment.tsx";
import { Tag } from "../components/Tag.tsx";
import { useSnapshot } from "../state/panel-context.tsx";
import { withLocalTimes } from "../words/local-times.ts";
import type { Words } from "../words/tables.ts";

const levelWords: Record<"info" | "warning" | "error", Words> = {
  info: { label: "Note", tone: "info", Icon: IconInfoCircle },
  warning: { label: "Warning", tone: "warn", Icon: IconAlertTriangle },
  error: { label: "Error", tone: "bad", Icon: IconCircleX },
};

/** The last notices, for the owner who was away when they were shown. */
export function NoticesButton() {
  const notices = useSnapshot((snapshot) => snapshot.notices);
  return (
    <Popover position="bottom-end" width={380} shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" c="inherit" size="lg" aria-label="Notices">
          <IconBell size={18} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label="Notices" mah="70vh" style={{ overflowY: "auto" }} tabIndex={0}>
        <Stack gap="xs">
          {notices.length === 0 && <Text size="sm">Nothing has happened that you should know.</Text>}
          {notices.map(({ id, at, level, text }) => (
            <div key={id}>
              <Text size="xs" component="div">
                <Tag words={levelWords[level]} /> <Moment at={at} />
              </Text>
              <Text size="sm">{withLocalTimes(text, at)}</Text>
            </div>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
