import { IconActivity, IconSearch } from "@tabler/icons-react";
import { Empty } from "../../components/Empty.tsx";
import { useSnapshot } from "../../state/panel-context.tsx";

export function NothingLogged({ isFiltered }: { isFiltered: boolean }) {
  const isOnline = useSnapshot(({ status }) => status.state === "online");
  const hasToken = useSnapshot(({ settings, profilesWithToken }) =>
    profilesWithToken.includes(settings.activeProfileId),
  );
  if (isFiltered) {
    return (
      <Empty Icon={IconSearch} title="Nothing matches">
        No stored message fits this search and these outcomes. Clear the search, or choose more outcomes.
      </Empty>
    );
  }
  return (
    <Empty Icon={IconActivity} title="No messages yet">
      {isOnline
        ? "The bot is online and listening. Mention it in your server, and the message appears here."
        : `${hasToken ? "Press Start to bring the bot online" : "Go through Setup, which leads from nothing to a running bot"}; or try its answers in the Playground, without Discord.`}
    </Empty>
  );
}
