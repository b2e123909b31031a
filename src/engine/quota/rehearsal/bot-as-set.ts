import type { Scenario } from "../../../shared/scenario.ts";
import { activeProfile, type Profile, type Settings } from "../../../shared/settings.ts";
import { channelIds } from "./crowd.ts";

/** A scenario in which nothing about the bot is left open. */
export interface SetScenario extends Scenario {
  bot: Required<{ [Name in keyof Scenario["bot"]]: NonNullable<Scenario["bot"][Name]> }>;
}

/** The scenario with what it leaves open about the bot as the owner has set it. */
export function botAsSet(scenario: Scenario, settings: Settings): SetScenario {
  const { behaviour, inference } = settings;
  const { bot } = scenario;
  const isCalledOnly = activeProfile(settings).answerChannelIds.length === 0;
  return {
    ...scenario,
    // Whoever writes to a bot without answer channels mentions it.
    ...(bot.mentionOnly === undefined && isCalledOnly && { mentionShare: 1 }),
    bot: {
      whenResting: bot.whenResting ?? inference.whenResting,
      memberQuestionsPerMinute: bot.memberQuestionsPerMinute ?? behaviour.memberQuestionsPerMinute,
      maxConcurrentTurns: bot.maxConcurrentTurns ?? behaviour.maxConcurrentTurns,
      maxQueuedTurns: bot.maxQueuedTurns ?? behaviour.maxQueuedTurns,
      staleAfterMs: bot.staleAfterMs ?? behaviour.staleAfterMs,
      mentionOnly: bot.mentionOnly ?? isCalledOnly,
    },
  };
}

/** The owner's settings with what the scenario says in their place. */
export function rehearsedSettings(settings: Settings, { bot }: SetScenario): Settings {
  const { whenResting, mentionOnly: _, ...behaviour } = bot;
  return {
    ...settings,
    behaviour: { ...settings.behaviour, ...behaviour },
    inference: { ...settings.inference, whenResting },
    // The words that the crowd uses are nobody's.
    safety: { ...settings.safety, blockedWords: [] },
  };
}

/** The owner's active profile in the scenario's channels, of which a setting knows nothing. */
export function rehearsedProfile(settings: Settings, scenario: SetScenario): Profile {
  const answerChannelIds = scenario.bot.mentionOnly ? [] : channelIds(scenario);
  return { ...activeProfile(settings), answerChannelIds, ignoredChannelIds: [] };
}
