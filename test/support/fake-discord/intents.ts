import type { PrivilegedIntent } from "./options.ts";

/** Gateway intent bits that the fake's events hang on. */
export const intent = {
  Guilds: 1 << 0,
  GuildMembers: 1 << 1,
  GuildPresences: 1 << 8,
  GuildMessages: 1 << 9,
  DirectMessages: 1 << 12,
  GuildMessageTyping: 1 << 11,
  DirectMessageTyping: 1 << 14,
  MessageContent: 1 << 15,
} as const;

/** Bits 0 to 16, 20, 21, 24 and 25 are assigned; any other is an invalid intent (close code 4013). */
const ASSIGNED = 0x1ffff | (1 << 20) | (1 << 21) | (1 << 24) | (1 << 25);

/** Application flags of an unverified bot (the "limited" ones) that say which privileged switches are on. */
const LIMITED_FLAG: Record<PrivilegedIntent, number> = {
  GuildPresences: 1 << 13,
  GuildMembers: 1 << 15,
  MessageContent: 1 << 19,
};

export function areAssigned(intents: number): boolean {
  return Number.isInteger(intents) && intents >= 0 && (intents & ~ASSIGNED) === 0;
}

/** Whether every privileged bit asked for is switched on. */
export function areAllowed(intents: number, enabled: ReadonlySet<PrivilegedIntent>): boolean {
  const names = Object.keys(LIMITED_FLAG) as PrivilegedIntent[];
  return names.every((name) => !(intents & intent[name]) || enabled.has(name));
}

/** The application's `flags`, from which a bot can tell the switches before it connects. */
export function applicationFlags(enabled: ReadonlySet<PrivilegedIntent>): number {
  return [...enabled].reduce((flags, name) => flags | LIMITED_FLAG[name], 0);
}
