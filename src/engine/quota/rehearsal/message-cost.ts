import { charactersPerLine } from "../../../shared/audience.ts";
import type { Usage } from "../../../shared/models.ts";
import type { Persona } from "../../../shared/persona.ts";
import type { Scenario } from "../../../shared/scenario.ts";
import type { Settings } from "../../../shared/settings.ts";
import { buildMessages } from "../../conversation/persona.ts";
import type { ChatMessage } from "../../inference/responder.ts";

type Counting = Pick<Scenario, "overheadCharacters" | "charactersPerToken">;

/** What a request of so many characters counts. */
export function usageOf(characters: number, { charactersPerToken }: Pick<Counting, "charactersPerToken">): Usage {
  return { requests: 1, characters, tokens: Math.ceil(characters / charactersPerToken) };
}

/** What each message counts where the scenario says so, by its own words; null where all that is sent and received does. */
export function givenCost(counting: Counting): ((messages: readonly ChatMessage[]) => Usage) | null {
  const { overheadCharacters } = counting;
  if (overheadCharacters === null) return null;
  // The question stands last.
  return (messages) => usageOf((messages.at(-1)?.content.length ?? 0) + overheadCharacters, counting);
}

/** What a message of the scenario's mean length counts, with all that goes along with it. */
export function meanCost(scenario: Scenario, { settings, persona }: { settings: Settings; persona: Persona }): Usage {
  const line = charactersPerLine(scenario);
  const sentAlong = buildMessages(persona, [], "", "member").reduce((sum, { content }) => sum + content.length, 0);
  const { turns, maxCharacters } = settings.memory;
  const { answerCharacters } = scenario.model;
  const remembered = Math.min(maxCharacters, turns * (line + answerCharacters));
  const added = scenario.overheadCharacters ?? sentAlong + remembered + answerCharacters;
  return usageOf(Math.round(line + added), scenario);
}
