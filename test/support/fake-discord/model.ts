/** A person, a bot or a webhook's face. */
export interface FakeUser {
  readonly id: string;
  readonly username: string;
  displayName: string | null;
  readonly bot: boolean;
}

export interface FakeRole {
  readonly id: string;
  name: string;
  permissions: bigint;
  mentionable: boolean;
  readonly managed: boolean;
  readonly position: number;
}

export interface FakeMember {
  readonly user: FakeUser;
  nick: string | null;
  roleIds: string[];
  readonly joinedAt: number;
}

/** Allow and deny bits for a role (`id` of the role, or of the guild for @everyone) or for a member. */
export interface Overwrite {
  readonly id: string;
  readonly kind: "role" | "member";
  readonly allow: bigint;
  readonly deny: bigint;
}

/** Channel types as Discord numbers them. */
export const channelType = { text: 0, dm: 1, voice: 2, category: 4, announcement: 5, publicThread: 11 } as const;

export interface FakeChannel {
  readonly id: string;
  /** null in a direct message. */
  readonly guildId: string | null;
  readonly type: (typeof channelType)[keyof typeof channelType];
  name: string;
  topic: string | null;
  /** The category, or a thread's channel. */
  readonly parentId: string | null;
  overwrites: Overwrite[];
  /** The other person in a direct message. */
  readonly recipient: FakeUser | null;
  /** Threads only: closed for idleness; a new message opens an archived thread again unless it is locked. */
  archived: boolean;
  locked: boolean;
  readonly ownerId: string;
  /** Oldest first. */
  readonly messages: Map<string, FakeMessage>;
}

export interface FakeGuild {
  readonly id: string;
  name: string;
  readonly ownerId: string;
  readonly roles: Map<string, FakeRole>;
  readonly members: Map<string, FakeMember>;
}

/** Whom a message called: what Discord would have notified. */
export interface Pinged {
  readonly everyone: boolean;
  readonly users: readonly string[];
  readonly roles: readonly string[];
  /** The author of the message replied to was called by the reply itself. */
  readonly repliedUser: boolean;
}

/** A message_reference as it travels. */
export interface MessageReference {
  readonly type?: number | undefined;
  readonly message_id: string;
  readonly channel_id?: string | undefined;
  readonly guild_id?: string | undefined;
  readonly fail_if_not_exists?: boolean | undefined;
}

export interface FakeMessage {
  readonly id: string;
  readonly channelId: string;
  readonly guildId: string | null;
  readonly author: FakeUser;
  readonly webhookId: string | null;
  content: string;
  embeds: readonly unknown[];
  attachments: readonly unknown[];
  components: readonly unknown[];
  flags: number;
  readonly nonce: string | number | undefined;
  readonly reference: MessageReference | undefined;
  readonly createdAt: number;
  editedAt: number | null;
  pinged: Pinged;
}

/** A message that the bot created over REST. Wire fields keep their wire names and are as the bot sent them. */
export interface SentMessage {
  readonly id: string;
  readonly channelId: string;
  /** What the channel shows now, after edits. */
  content: string;
  readonly message_reference: MessageReference | undefined;
  readonly allowed_mentions: AllowedMentions | undefined;
  readonly nonce: string | number | undefined;
  readonly embeds: readonly unknown[];
  readonly components: readonly unknown[];
  readonly at: number;
  /** Whom the message, or a later edit of it, called. */
  pinged: Pinged;
  readonly edits: { readonly content: string; readonly at: number }[];
  deletedAt: number | null;
}

/** The allowed_mentions object as it travels. */
export interface AllowedMentions {
  readonly parse?: readonly string[] | undefined;
  readonly users?: readonly string[] | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly replied_user?: boolean | undefined;
}

/** An event on its way to the gateway's sessions. */
export interface Dispatch {
  readonly name: string;
  /** The event's body; a session without the MessageContent intent gets `data(false)`. */
  readonly data: (seesContent: boolean) => object;
  /** Any of these intent bits lets it through; 0 needs none. */
  readonly intents: number;
}
