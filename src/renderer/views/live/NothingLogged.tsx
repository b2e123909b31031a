import { Button } from "@mantine/core";
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
      <Empty Icon={IconSearch} title="Nothing matches" ways={showAll}>
        No stored message fits this search and these outcomes. Clear the search, or choose more outcomes.
      </Empty>
    );
  }
  if (isOnline) {
    return (
      <Empty Icon={IconActivity} title="No messages yet">
        The bot is online and listening. Mention it in your server, and the message appears here.
      </Empty>
    );
  }
  return (
    <Empty Icon={IconActivity} title="No messages yet" ways={<WaysOn />}>
      {hasToken
        ? "Press Start to bring the bot online; Setup tells whether anything is missing."
        : "Go through Setup, which leads from nothing to a running bot."}{" "}
      Its answers can be tried in the Playground, without Discord.
    </Empty>
  );
}

function WaysOn() {
  return (
    <>
      <Button component="a" href="#setup">
        Go to Setup
      </Button>
      <Button component="a" href="#playground" variant="default">
        Open the Playground
      </Button>
    </>
  );
}
