/** What Discord told, beside its answer to a send, about how many messages the channel takes. */
export interface SendLimit {
  channelId: string;
  /** Messages in one of Discord's windows. */
  messages: number;
}

/** Channels that are remembered; a bot in more of them learns again. */
const maxChannels = 10_000;

/** How many messages each channel takes at once, as Discord's headers tell with every send. */
export class SendLimits {
  readonly #byChannel = new Map<string, number>();

  learn({ channelId, messages }: SendLimit): void {
    this.#byChannel.delete(channelId);
    this.#byChannel.set(channelId, messages);
    if (this.#byChannel.size > maxChannels) this.#byChannel.delete(this.#byChannel.keys().next().value ?? "");
  }

  /** Null while Discord has told nothing of this channel. */
  of(channelId: string): number | null {
    return this.#byChannel.get(channelId) ?? null;
  }
}

/** Reads the limit off Discord's answer; null where it is no answer to a send, or tells no limit. */
export function readSendLimit(
  request: { method: string; path: string },
  headers: { get(name: string): string | null },
): SendLimit | null {
  const channelId = request.method.toUpperCase() === "POST" ? sendPath.exec(request.path)?.[1] : undefined;
  const messages = Number(headers.get("x-ratelimit-limit"));
  return channelId !== undefined && messages >= 1 ? { channelId, messages } : null;
}

const sendPath = /^\/channels\/(\d+)\/messages$/;
