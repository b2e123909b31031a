import { ActionIcon, Popover, Stack, Text } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { Moment } from "../components/Moment.tsx";
import { popoverFit } from "../components/popover-fit.ts";
import { Tag } from "../components/Tag.tsx";
import { useSnapshot } from "../state/panel-context.tsx";
import { withLocalTimes } from "../words/local-times.ts";
import { noticeWords } from "../words/tables.ts";

/** The last notices, for the owner who was away when they were shown. */
export function NoticesButton() {
  const notices = useSnapshot((snapshot) => snapshot.notices);
  return (
    <Popover middlewares={popoverFit} position="bottom-end" width={380} shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" c="inherit" size="lg" aria-label="Notices">
          <IconBell size={18} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label="Notices" tabIndex={0}>
        <Stack gap="xs">
          {notices.length === 0 && <Text size="sm">Nothing has happened that you should know.</Text>}
          {notices.map(({ id, at, level, text }) => (
            <div key={id}>
              <Text size="xs" component="div">
                <Tag words={noticeWords[level]} /> <Moment at={at} />
              </Text>
              <Text size="sm">{withLocalTimes(text, at)}</Text>
            </div>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
