import type { Snapshot } from "../../../shared/contract.ts";
import type { KeyState } from "../../../shared/models.ts";
import { plural } from "../../words/format.ts";
import type { ViewName } from "../views.ts";

/** Something that only the owner can do, and where. */
export interface Need {
  text: string;
  view: ViewName;
}

type Facts = Pick<Snapshot, "status" | "keys" | "settings" | "profilesWithToken" | "secretProtection">;

/** States that no time mends. */
const brokenStates: readonly KeyState[] = ["restricted", "rejected"];

/** What waits for the owner, the most urgent first. */
export function needsOf({ status, keys, settings, profilesWithToken, secretProtection }: Facts): Need[] {
  const hasToken = profilesWithToken.includes(settings.activeProfileId);
  const needs: (Need | false)[] = [
    !hasToken && { text: "Store the bot's token, or it cannot go online.", view: "setup" },
    // Without a token that is what it failed of.
    status.state === "failed" &&
      hasToken && {
        text: status.problem?.mend ?? "The bot has failed: start it again.",
        view: "settings",
      },
    keys.length === 0 && { text: "Add a key: without one the understudy answers alone.", view: "keys" },
    ...keys
      .filter(({ enabled, state }) => enabled && brokenStates.includes(state))
      .map(({ label, reason }): Need => ({ text: `Key "${label}": ${reason}`, view: "keys" })),
    status.openFailures > 0 && { text: `Look at ${plural(status.openFailures, "open failure")}.`, view: "failures" },
    secretProtection.level === "unprotected" && { text: "Secrets are stored without protection.", view: "settings" },
  ];
  return needs.filter((need) => need !== false);
}
