import { activeProfile } from "../shared/settings.ts";
import { toggleChannel } from "./discord/channel-lists.ts";
import type { CommandTargets } from "./discord/commands.ts";
import type { House } from "./house.ts";

/** What the commands of moderators and members act on in the house. */
export function createCommandTargets(house: House): CommandTargets {
  return {
    pause: (guildId) => house.paused.pause(guildId),
    resume: (guildId) => house.paused.resume(guildId),
    isPaused: (guildId) => house.paused.has(guildId),
    requestReboot: () => house.presence.reboots.request(),
    status: () => house.status(),
    keys: () => house.ring.statuses(),
    now: () => house.ports.clock.now(),
    forget: (authorId) => house.forgetMember(authorId),
    optOut(authorId) {
      house.stores.optOuts.add(authorId);
      return house.forgetMember(authorId);
    },
    optIn: (authorId) => house.stores.optOuts.remove(authorId),
    isOptedOut: (authorId) => house.stores.optOuts.has(authorId),
    mayReadContent: () => house.sessions.mayReadContent,
    toggleChannel(list, channelId) {
      const settings = house.settings.update((current) => toggleChannel(current, list, channelId));
      return activeProfile(settings)[list].includes(channelId);
    },
  };
}
