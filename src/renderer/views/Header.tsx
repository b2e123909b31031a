import { IconHelpCircle } from "@tabler/icons-react";
import iconUrl from "../../../resources/icon.svg";
import type { BotStatus } from "../../shared/models.ts";
import { partlyUp } from "../../shared/shard-words.ts";
import { Tag } from "../components/Tag.tsx";
import { useSnapshot } from "../state/panel-context.tsx";
import { useIsReachable } from "../state/use-is-reachable.ts";
import { botStateWords, type Words } from "../words/tables.ts";
import { BotButtons } from "./BotButtons.tsx";
import { ColorSchemeButton } from "./ColorSchemeButton.tsx";
import { Commands } from "./commands/Commands.tsx";
import { NoticesButton } from "./NoticesButton.tsx";
import { ProfileSwitch } from "./ProfileSwitch.tsx";
import type { ViewName } from "./views.ts";

const unknownWords: Words = { label: "State unknown", tone: "quiet", Icon: IconHelpCircle };

/** A bot that is there for most of its servers is not simply away. */
function wordsOf({ state, shards }: BotStatus): Words {
  const up = state === "reconnecting" ? partlyUp(shards) : null;
  return up === null ? botStateWords[state] : { ...botStateWords[state], label: up };
}

/** Is the bot online, and as whom; with what starts and stops it. Before all that stands the way past it, for the keyboard. */
export function Header({ view, onSkip }: { view: ViewName; onSkip(): void }) {
  const status = useSnapshot((snapshot) => snapshot.status);
  const isCurrent = useIsReachable();
  return (
    <header className="header">
      <button type="button" className="skip" onClick={() => onSkip()}>
        Skip to the view
      </button>
      <span className="brand">
        <img src={iconUrl} alt="" width={24} height={24} />
        <span>Quipdeck</span>
      </span>
      <div className="status">
        <Tag words={isCurrent ? wordsOf(status) : unknownWords} />
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
