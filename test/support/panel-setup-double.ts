import type { Snapshot } from "../../src/shared/contract.ts";
import type { CheckProgress, CheckResult } from "../../src/shared/models.ts";
import type { SetupStep } from "../../src/shared/setup.ts";

/** What the panel's engine finds at a step: all is well once there is a token and a key, but for one channel. */
export function setupStep({ profilesWithToken, keys }: Snapshot, step: SetupStep, channelId?: string): CheckResult[] {
  const fine = (name: string, text: string): CheckResult => ({ name, verdict: "fine", text, mend: "" });
  const hasToken = profilesWithToken.length > 0;
  const noToken: CheckResult = { name: "Bot token", verdict: "broken", text: "No token yet.", mend: "Store one." };
  switch (step) {
    case "token":
      return [hasToken ? fine("Bot token", 'Discord knows it as "Marlow".') : noToken];
    case "intents":
      return [fine("Message Content intent", "Switched off, and not needed.")];
    case "invite":
      return [fine("Invitation", 'The bot is in "Lighthouse".')];
    case "channel":
      return [
        { name: `#${channelId}`, verdict: "broken", text: "The bot lacks Send Messages.", mend: "Give it that." },
      ];
    case "key":
      return keys.length > 0
        ? keys.map(({ label }) => fine(`Key "${label}"`, "The key works."))
        : [{ name: "Keys", verdict: "warning", text: "There is no key: the understudy answers.", mend: "Add one." }];
    case "persona":
      return [fine("Personas", "Marlow plays; all can be read.")];
    case "reply":
      return [fine("Test reply", 'The model answers: "The light is on, the kettle is too."')];
  }
}

/** A doctor that waits for a service that does not answer. */
export const halfChecked: CheckProgress = {
  results: [
    { name: "Bot token", verdict: "fine", text: 'Discord knows it as "Marlow".', mend: "" },
    { name: "Log-ins", verdict: "fine", text: "997 of 1000 are left; the count starts anew within 9 h.", mend: "" },
    { name: "Invitation", verdict: "fine", text: 'The bot is in "Lighthouse".', mend: "" },
    { name: "#general", verdict: "broken", text: "The bot lacks Send Messages.", mend: "Give it that." },
    { name: "Personas", verdict: "fine", text: "Marlow plays; all can be read.", mend: "" },
  ],
  waitingFor: ['Key "Main account"', 'Key "Club account"', "Test reply"],
  looks: 8,
};
