import { activeProfile, type Settings } from "../../shared/settings.ts";

/** The active profile's lists of channels that moderators may change. */
export type ChannelList = "answerChannelIds" | "ignoredChannelIds";

/** Puts the channel on the list, or takes it off; no channel stands on both. Changes `settings`. */
export function toggleChannel(settings: Settings, list: ChannelList, channelId: string): Settings {
  const profile = activeProfile(settings);
  const other = list === "answerChannelIds" ? "ignoredChannelIds" : "answerChannelIds";
  const isOn = profile[list].includes(channelId);
  const without = (ids: string[]) => ids.filter((id) => id !== channelId);
  profile[list] = isOn ? without(profile[list]) : [...profile[list], channelId];
  if (!isOn) profile[other] = without(profile[other]);
  return settings;
}
