import { Anchor, Button } from "@mantine/core";
import { IconActivity, IconSearch } from "@tabler/icons-react";
import { Empty } from "../../components/Empty.tsx";
import { useSnapshot } from "../../state/panel-context.tsx";

/** `onShowAll` clears the filters; null where none is set. */
export function NothingLogged({ onShowAll }: { onShowAll: (() => void) | null }) {
  const isOnline = useSnapshot(({ status }) => status.state === "online");
  const hasToken = useSnapshot(({ settings, profilesWithToken }) =>
    profilesWithToken.includes(settings.activeProfileId),
  );
  if (onShowAll) {
    const showAll = (
      <Button variant="default" onClick={onShowAll}>
        Clear all filters
      </Button>
    );
    return (
      <Empty Icon={IconSearch} title="Nothing matches" action={showAll}>
        No stored message fits this search and these outcomes. Clear the search, or choose more outcomes.
      </Empty>
    );
  }
  return (
    <Empty Icon={IconActivity} title="No messages yet">
      {isOnline && "The bot is online and listening. Mention it in your server, and the message appears here."}
      {!isOnline && hasToken && "Press Start above to bring the bot online"}
      {!isOnline && !hasToken && (
        <>
          Go through{" "}
          <Anchor href="#setup" inherit underline="always">
            Setup
          </Anchor>
          , which leads from nothing to a running bot
        </>
      )}
      {!isOnline && (
        <>
          ; or try its answers in the{" "}
          <Anchor href="#playground" inherit underline="always">
            Playground
          </Anchor>
          , without Discord.
        </>
      )}
    </Empty>
  );
}
