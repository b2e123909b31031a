import { IconHelpCircle } from "@tabler/icons-react";
import iconUrl from "../../../resources/icon.svg";
import { Tag } from "../components/Tag.tsx";
import { usePanelState, useSnapshot } from "../state/panel-context.tsx";
import { botStateWords, type Words } from "../words/tables.ts";
import { BotButtons } from "./BotButtons.tsx";
import { ColorSchemeButton } from "./ColorSchemeButton.tsx";
import { Commands } from "./commands/Commands.tsx";
import { NoticesButton } from "./NoticesButton.tsx";
import { ProfileSwitch } from "./ProfileSwitch.tsx";
import type { ViewName } from "./views.ts";

const unknownWords: Words = { label: "State unknown", tone: "quiet", Icon: IconHelpCircle };

/** Is the bot online, and as whom; with what starts and stops it. */
export function Header({ view }: { view: ViewName }) {
  const status = useSnapshot((snapshot) => snapshot.status);
  const isCurrent = usePanelState(({ connection, engineProblem }) => connection === "open" && !engineProblem);
  return (
    <header className="header">
      <span className="brand">
        <img src={iconUrl} alt="" width={24} height={24} />
        Quipdeck
      </span>
      <div className="status">
        <span role="status">
          {isCurrent ? <Tag words={botStateWords[status.state]} /> : <Tag words={unknownWords} />}
        </span>
        <ProfileSwitch isReachable={isCurrent} />
        <span className="detail">{isCurrent && status.name}</span>
      </div>
      <Commands view={view} />
      <BotButtons />
      <NoticesButton />
      <ColorSchemeButton />
    </header>
  );
}
