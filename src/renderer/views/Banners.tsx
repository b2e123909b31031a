import { sentenceOf } from "../../shared/errors.ts";
import type { SecretProtection } from "../../shared/models.ts";
import type { ConnectionState } from "../bridge/panel-bridge.ts";
import { Banner } from "../components/Banner.tsx";
import { usePanelState } from "../state/panel-context.tsx";
import { plural } from "../words/format.ts";

const weakProtection: SecretProtection["level"][] = ["unprotected", "this-run-only"];

/** What the owner should know whichever view is open; read out politely as it changes. */
export function Banners() {
  const { connection, engineProblem, snapshot } = usePanelState((state) => state);
  const protection = snapshot?.secretProtection;
  const isTryingAgain = snapshot?.status.state === "reconnecting";
  const problem = snapshot?.status.problem;
  const pausedGuilds = snapshot?.status.pausedGuildIds.length ?? 0;
  return (
    <section className="banners" aria-live="polite" aria-label="Warnings">
      <ConnectionBanner connection={connection} isStale={snapshot !== null} />
      {engineProblem && <Banner tone="bad">{`The engine does not answer. ${sentenceOf(engineProblem)}`}</Banner>}
      {problem && <Banner tone={isTryingAgain ? "warn" : "bad"}>{sentenceOf(problem)}</Banner>}
      {pausedGuilds > 0 && (
        <Banner tone="warn">
          {`A moderator has paused the bot in ${plural(pausedGuilds, "server")}. It answers there again after $start.`}
        </Banner>
      )}
      {protection && weakProtection.includes(protection.level) && <Banner tone="warn">{protection.text}</Banner>}
    </section>
  );
}

function ConnectionBanner({ connection, isStale }: { connection: ConnectionState; isStale: boolean }) {
  if (connection === "refused") {
    return <Banner tone="bad">This link is no longer valid; use the link that Quipdeck printed at its start.</Banner>;
  }
  if (connection !== "lost") return null;
  return (
    <Banner tone="bad">
      {`The connection to Quipdeck is lost; it is being restored. ${isStale ? "What you see may be out of date." : ""}`}
    </Banner>
  );
}
