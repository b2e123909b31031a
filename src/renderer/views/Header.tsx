import { IconHelpCircle } from "@tabler/icons-react";
import iconUrl from "../../../resources/icon.svg";
import { Tag } from "../components/Tag.tsx";
import { usePanelState, useSnapshot } from "../state/panel-context.tsx";
import { botStateWords, type Words } from "../words/tables.ts";
import { BotButtons } from "./BotButtons.tsx";
import { ColorSchemeButton } from "./ColorSchemeButton.tsx";
import { NoticesButton } from "./NoticesButton.tsx";
import { ProfileSwitch } from "./ProfileSwitch.tsx";

const unknownWords: Words = { label: "State unknown", tone: "quiet", Icon: IconHelpCircle };

/** Is the bot online, and as whom; with what starts and stops it. Before all that stands the way past it, for the keyboard. */
export function Header({ onSkip }: { onSkip(): void }) {
  const status = useSnapshot((snapshot) => snapshot.status);
  const isCurrent = usePanelState(({ connection, engineProblem }) => connection === "open" && !engineProblem);
  return (
    <header className="header">
      <button type="button" className="skip" onClick={onSkip}>
        Skip to the view
      </button>
      <span className="brand">
        <img src={iconUrl} alt="" width={24} height={24} />
        <span>Quipdeck</span>
      </span>
      <div className="status">
        <Tag words={isCurrent ? botStateWords[status.state] : unknownWords} />
        <ProfileSwitch isReachable={isCurrent} />
        <span className="detail">{isCurrent && status.name}</span>
      </div>
      <BotButtons state={status.state} isReachable={isCurrent} />
      <NoticesButton />
      <ColorSchemeButton />
    </header>
  );
}
