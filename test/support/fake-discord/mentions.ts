import type { AllowedMentions, FakeGuild, Pinged } from "./model.ts";

/** What decides whom a message calls. */
export interface PingQuestion {
  readonly content: string;
  /** Absent: everything is parsed, as Discord does. */
  readonly allowed: AllowedMentions | undefined;
  readonly guild: FakeGuild | undefined;
  /** The author may call @everyone and roles that are not mentionable. */
  readonly mayMentionEveryone: boolean;
  /** The author of the message replied to, if this is a reply to somebody else's. */
  readonly repliedUserId: string | undefined;
}

/** Whom Discord would notify. Mentions inside code are text and call nobody. */
export function computePinged(question: PingQuestion): Pinged {
  const { allowed, guild, mayMentionEveryone, repliedUserId } = question;
  const content = question.content.replace(/```[\s\S]*?```|`[^`]*`/g, "");
  const passes = (kind: "users" | "roles", id: string) =>
    !allowed || allowed.parse?.includes(kind) === true || allowed[kind]?.includes(id) === true;
  const roles = idsIn(content, /<@&(\d+)>/g).filter((id) => {
    const role = guild?.roles.get(id);
    return role && (role.mentionable || mayMentionEveryone) && passes("roles", id);
  });
  const parsesEveryone = !allowed || allowed.parse?.includes("everyone") === true;
  return {
    everyone: guild !== undefined && mayMentionEveryone && parsesEveryone && /@(everyone|here)\b/.test(content),
    users: idsIn(content, /<@!?(\d+)>/g).filter((id) => passes("users", id)),
    roles,
    // Without allowed_mentions a reply calls its addressee; with it, only when it says so.
    repliedUser: repliedUserId !== undefined && (allowed ? allowed.replied_user === true : true),
  };
}

/** Both together, for a message whose edit calls again. */
export function joinPinged(first: Pinged, second: Pinged): Pinged {
  return {
    everyone: first.everyone || second.everyone,
    users: [...new Set([...first.users, ...second.users])],
    roles: [...new Set([...first.roles, ...second.roles])],
    repliedUser: first.repliedUser || second.repliedUser,
  };
}

function idsIn(content: string, pattern: RegExp): string[] {
  return [...new Set([...content.matchAll(pattern)].map((match) => match[1] as string))];
}
