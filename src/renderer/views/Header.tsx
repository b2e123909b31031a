import { IconHelpCircle } from "@tabler/icons-react";
import iconUrl from "../../../resources/icon.svg";
import type { BotStatus } from "../../shared/models.ts";
import { Tag } from "../components/Tag.tsx";
import { usePanelState, useSnapshot } from "../state/panel-context.tsx";
import { plural } from "../words/format.ts";
import { botStateWords, type Words } from "../words/tables.ts";
import { BotButtons } from "./BotButtons.tsx";
import { ColorSchemeButton } from "./ColorSchemeButton.tsx";
import { NoticesButton } from "./NoticesButton.tsx";
import { ProfileSwitch } from "./ProfileSwitch.tsx";

const unknownWords: Words = { label: "State unknown", tone: "quiet", Icon: IconHelpCircle };

/** One look tells: is the bot online, as whom, how much is waiting. */
export function Header() {
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
        <span className="detail">{isCurrent && describe(status)}</span>
      </div>
      <BotButtons state={status.state} isReachable={isCurrent} />
      <NoticesButton />
      <ColorSchemeButton />
    </header>
  );
}

function describe({ state, name, guildCount, queueLength, answered, seen }: BotStatus): string {
  if (state !== "online" && state !== "reconnecting") return "";
  return [
    name && `${name} in ${plural(guildCount, "server")}`,
    `${plural(answered, "answer")} to ${plural(seen, "message")}`,
    queueLength > 0 && `${queueLength} waiting`,
  ]
    .filter(Boolean)
    .join(" · ");
}
