import type { CheckResult } from "../../shared/models.ts";
import type { Profile } from "../../shared/settings.ts";
import { fine } from "../check-results.ts";
import {
  excessivePermissions,
  featuresOf,
  missingPermissions,
  neededPermissions,
  type PermissionName,
  whyNeeded,
} from "./permissions.ts";

/** A server as the bot finds it; `held`: its permission bits, in the server as a whole and in each text channel. */
export interface ServerFacts {
  name: string;
  held: bigint;
  channels: { id: string; name: string; held: bigint }[];
}

type ChannelFacts = ServerFacts["channels"][number];

/** Looks at one channel as if the bot were to answer everything in it. */
export function auditChannel(servers: ServerFacts[], channelId: string, profile: Profile): CheckResult[] {
  const needed = neededPermissions(featuresOf(profile));
  for (const server of servers) {
    const channel = server.channels.find(({ id }) => id === channelId);
    if (!channel) continue;
    const missing = missingPermissions(channel.held, needed);
    if (missing.length > 0) return [brokenChannel(channel, server.name, missing)];
    const text = `The bot holds ${needed.join(", ")}.`;
    const excess = channelExcess(channel, server);
    return [fine(`#${channel.name} in "${server.name}"`, text), ...excess];
  }
  return [lostChannel(channelId)];
}

/** Says where the bot lacks a permission that it needs, and where it holds one that it should not have. */
export function auditServers(servers: ServerFacts[], profile: Profile): CheckResult[] {
  const needed = neededPermissions(featuresOf(profile));
  const known = new Set(servers.flatMap(({ channels }) => channels.map(({ id }) => id)));
  const lost = profile.answerChannelIds.filter((id) => !known.has(id));
  return [...servers.flatMap((server) => auditServer(server, needed, profile)), ...lost.map(lostChannel)];
}

function lostChannel(id: string): CheckResult {
  const mend = "Invite the bot to its server, or remove the channel in Settings.";
  return { name: `Channel ${id}`, verdict: "broken", text: "None of the bot's servers has this channel.", mend };
}

function auditServer(server: ServerFacts, needed: PermissionName[], profile: Profile): CheckResult[] {
  const channels = server.channels.filter(({ id }) => !profile.ignoredChannelIds.includes(id));
  const lacks = (channel: ChannelFacts) => missingPermissions(channel.held, needed);
  const isAnswering = ({ id }: ChannelFacts) => profile.answerChannelIds.includes(id);
  const seen = channels.filter((channel) => isAnswering(channel) || !lacks(channel).includes("View Channel"));
  const good = seen.filter((channel) => lacks(channel).length === 0);
  const bad = seen.filter((channel) => lacks(channel).length > 0);
  return [
    auditExcess(server, needed),
    countChannels(server.name, good.length, channels.length - seen.length),
    ...bad.filter(isAnswering).map((channel) => brokenChannel(channel, server.name, lacks(channel))),
    ...groupedByLack(
      bad.filter((channel) => !isAnswering(channel)),
      lacks,
    ).map(([missing, names]) => lackingChannels(names, server.name, missing)),
    ...channels.flatMap((channel) => channelExcess(channel, server)),
  ];
}

function auditExcess({ name, held }: ServerFacts, needed: PermissionName[]): CheckResult {
  const excess = excessivePermissions(held);
  if (excess.length === 0) {
    return fine(`Server "${name}"`, "The bot holds nothing that it should not have.");
  }
  const mend = `Take ${namesOf(excess)} from its role, or from @everyone: it needs ${needed.join(", ")}, no more.`;
  return { name: `Server "${name}"`, verdict: "warning", text: `The bot may do too much. ${reasonsOf(excess)}`, mend };
}

/** What a channel grants beyond the server. */
function channelExcess(channel: ChannelFacts, server: ServerFacts): CheckResult[] {
  const everywhere = new Set(excessivePermissions(server.held).map(({ name }) => name));
  const excess = excessivePermissions(channel.held).filter(({ name }) => !everywhere.has(name));
  if (excess.length === 0) return [];
  const text = `The bot may do too much here. ${reasonsOf(excess)}`;
  const mend = `Take ${namesOf(excess)} from it in this channel's permissions.`;
  return [{ name: `#${channel.name} in "${server.name}" (too much)`, verdict: "warning", text, mend }];
}

function countChannels(server: string, good: number, unseen: number): CheckResult {
  const name = `Channels of "${server}"`;
  const hidden = unseen === 0 ? "" : ` ${unseen} ${unseen === 1 ? "is" : "are"} hidden from it, where it stays silent.`;
  if (good > 0) {
    return fine(name, `The bot can answer in ${good} of them.${hidden}`);
  }
  const mend = "Give its role View Channel, Send Messages and Read Message History where it is to answer.";
  return { name, verdict: "warning", text: `The bot can answer in none of them.${hidden}`, mend };
}

function brokenChannel(channel: ChannelFacts, server: string, missing: PermissionName[]): CheckResult {
  const text = `The bot is to answer everything here, and cannot. ${lackOf(missing)}`;
  const mend = "Give these permissions to the bot's role in this channel.";
  return { name: `#${channel.name} in "${server}"`, verdict: "broken", text, mend };
}

function lackingChannels(names: string[], server: string, missing: PermissionName[]): CheckResult {
  const text = `Whoever calls the bot in ${names.map((name) => `#${name}`).join(", ")} gets no answer. ${lackOf(missing)}`;
  const mend = "Give these permissions to the bot's role there, or let it be where nobody is to talk.";
  return { name: `Channels of "${server}" without ${missing.join(", ")}`, verdict: "warning", text, mend };
}

function groupedByLack(
  channels: ChannelFacts[],
  lacks: (channel: ChannelFacts) => PermissionName[],
): [missing: PermissionName[], names: string[]][] {
  const groups = new Map<string, [PermissionName[], string[]]>();
  for (const channel of channels) {
    const missing = lacks(channel);
    const group = groups.get(missing.join()) ?? [missing, []];
    group[1].push(channel.name);
    groups.set(missing.join(), group);
  }
  return [...groups.values()];
}

function lackOf(missing: PermissionName[]): string {
  return missing.map((name) => `Without ${name} ${whyNeeded[name]}.`).join(" ");
}

function namesOf(excess: { name: string }[]): string {
  return excess.map(({ name }) => name).join(", ");
}

function reasonsOf(excess: { name: string; why: string }[]): string {
  return excess.map(({ name, why }) => `${name}: ${why}.`).join(" ");
}
