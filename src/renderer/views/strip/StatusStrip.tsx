import { VisuallyHidden } from "@mantine/core";
import { type CSSProperties, type ReactNode, useMemo } from "react";
import type { BotStatus } from "../../../shared/models.ts";
import { partlyUp } from "../../../shared/shard-words.ts";
import { useSnapshot } from "../../state/panel-context.tsx";
import { useIsReachable } from "../../state/use-is-reachable.ts";
import { useNow } from "../../state/use-now.ts";
import { formatCountdown, formatMs, formatNumber, formatUtc, plural } from "../../words/format.ts";
import { isUtcHere } from "../../words/reader-zone.ts";
import type { Tone } from "../../words/tables.ts";
import { answeringKey } from "./answering-key.ts";
import { NeedsButton } from "./NeedsButton.tsx";
import { pulseFigures } from "./pulse-figures.ts";
import { Sparkline } from "./Sparkline.tsx";
import "./strip.css";

const renewMs = 5000;

/** One look tells how the bot fares. What is not known at this moment is said to be unknown. */
export function StatusStrip() {
  const isCurrent = useIsReachable();
  return (
    <section className="strip" aria-label="Status">
      {isCurrent ? (
        <Facts />
      ) : (
        <p className="strip-unknown">Unknown until the connection is back: nothing here is guessed.</p>
      )}
    </section>
  );
}

function Facts() {
  const now = useNow(renewMs);
  const status = useSnapshot((snapshot) => snapshot.status);
  const pulse = useSnapshot((snapshot) => snapshot.pulse);
  const keys = useSnapshot((snapshot) => snapshot.keys);
  const whenResting = useSnapshot(({ settings }) => settings.inference.whenResting);
  const { messages, answers, answerMs, failuresToday } = useMemo(() => pulseFigures(pulse, now), [pulse, now]);
  const key = answeringKey(keys, whenResting, now);
  return (
    <>
      <dl>
        <Fact name="Where" value={placeOf(status)} detail={sinceOf(status, now)} />
        <Fact isLong name="Key" value={key.text} detail={key.detail} tone={key.tone} until={key.until} />
        <Fact
          name="Answer time"
          value={answerMs ? formatMs(answerMs.median) : "none"}
          detail={answerMs ? `95 % within ${formatMs(answerMs.p95)}` : "in the last 10 minutes"}
        />
        <Fact
          name="Queue"
          value={status.queueLength === 0 ? "empty" : `${formatNumber(status.queueLength)} waiting`}
          detail={`${formatNumber(status.inFlight)} being answered`}
          tone={status.queueLength > 0 ? "info" : undefined}
        />
        <Fact
          name="Failures today"
          value={formatNumber(failuresToday)}
          detail={`${formatNumber(status.openFailures)} open`}
          tone={status.openFailures > 0 ? "bad" : undefined}
        />
        <Fact name="Last 30 min" value={<Sparkline messages={messages} answers={answers} />} detail="" />
      </dl>
      <NeedsButton />
    </>
  );
}

interface FactProps {
  name: string;
  value: ReactNode;
  detail: string;
  tone?: Tone | undefined;
  /** The one that gives way where there is little room. */
  isLong?: boolean;
  /** The time that it tells, in the reader's zone. */
  until?: number | null;
}

function Fact({ name, value, detail, tone, isLong = false, until = null }: FactProps) {
  const utc = until === null || isUtcHere(until) ? null : formatUtc(until);
  const style = tone && ({ "--tone": `var(--tone-${tone})` } as CSSProperties);
  return (
    <div className={isLong ? "strip-fact long" : "strip-fact"} title={utc === null ? detail : `${detail} (${utc})`}>
      <dt>{name}</dt>
      <dd style={style} {...(utc !== null && { "data-utc": utc, tabIndex: 0 })}>
        {value}
        {detail !== "" && (
          <span className="detail">
            <VisuallyHidden>, </VisuallyHidden>
            {detail}
          </span>
        )}
        {utc !== null && <VisuallyHidden> ({utc})</VisuallyHidden>}
      </dd>
    </div>
  );
}

function placeOf({ state, guildCount }: BotStatus): string {
  if (state === "online" || state === "reconnecting") return plural(guildCount, "server");
  return "nowhere";
}

function sinceOf({ state, shards, since }: BotStatus, now: number): string {
  const up = partlyUp(shards);
  if (up !== null) return up;
  if (state === "online") return `online for ${formatCountdown(now, since)}`;
  return state === "reconnecting" ? "coming back" : "offline";
}
