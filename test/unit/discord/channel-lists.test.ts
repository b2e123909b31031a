import { expect, it } from "vitest";
import { toggleChannel } from "../../../src/engine/discord/channel-lists.ts";
import { activeProfile, defaultSettings } from "../../../src/shared/settings.ts";

it("a channel stands on one list at most, and its twin profile is left alone", () => {
  const settings = defaultSettings();
  const lists = () => {
    const { answerChannelIds, ignoredChannelIds } = activeProfile(settings);
    return { answerChannelIds, ignoredChannelIds };
  };
  toggleChannel(settings, "ignoredChannelIds", "300000000000000001");
  toggleChannel(settings, "answerChannelIds", "300000000000000001");
  expect(lists()).toEqual({ answerChannelIds: ["300000000000000001"], ignoredChannelIds: [] });
  toggleChannel(settings, "answerChannelIds", "300000000000000001");
  expect(lists()).toEqual({ answerChannelIds: [], ignoredChannelIds: [] });
  expect(settings.profiles[1]).toEqual(defaultSettings().profiles[1]);
});
