import { QuipdeckError, sentenceOf } from "../../shared/errors.ts";
import type { Failure } from "../../shared/models.ts";
import { visibleText } from "../../shared/visible-text.ts";
import type { Cancel, Clock } from "../ports.ts";

/** Failures often come together: the first message waits for those that follow at once. */
const firstDelayMs = 2000;
const intervalMs = 60_000;
/** Of one message; Discord takes 2000. */
const maxLength = 1900;

interface FailureChannelParts {
  clock: Clock;
  /** The channel of the owner's choice; null where they want none. */
  channelId: () => string | null;
  /** Posts into a channel without pinging anybody; rejects with a QuipdeckError. */
  post: (channelId: string, text: string) => Promise<void>;
  /** One sentence where the channel cannot be written to. */
  onTrouble: (sentence: string) => void;
}

type Kind = Pick<Failure, "summary" | "mend"> & { count: number; channels: Set<string> };

/** Tells the owner of failures in a channel of Discord, in one message a minute at most; nobody's words are among them. */
export class FailureChannel {
  readonly #parts: FailureChannelParts;
  readonly #untold = new Map<string, Kind>();
  #tellsAtMs = Number.NEGATIVE_INFINITY;
  #cancel: Cancel | null = null;
  #told: string | null = null;

  constructor(parts: FailureChannelParts) {
    this.#parts = parts;
  }

  /** Takes in new failures; those that are resolved are no news. */
  tell(failures: readonly Failure[]): void {
    const news = failures.filter(({ resolvedAt }) => resolvedAt === null);
    if (this.#parts.channelId() === null || news.length === 0) return;
    for (const { cause, summary, mend, channelName } of news) {
      const kind = this.#untold.get(cause) ?? { summary, mend, count: 0, channels: new Set() };
      this.#untold.set(cause, kind);
      kind.count += 1;
      if (channelName !== null) kind.channels.add(asCode(`#${channelName}`));
    }
    const { clock } = this.#parts;
    const delayMs = Math.max(firstDelayMs, this.#tellsAtMs + intervalMs - clock.monotonic());
    this.#cancel ??= clock.after(delayMs, () => void this.#post());
  }

  close(): void {
    this.#cancel?.();
  }

  async #post(): Promise<void> {
    const { clock, channelId, post } = this.#parts;
    this.#cancel = null;
    this.#tellsAtMs = clock.monotonic();
    const text = describe([...this.#untold.values()]);
    this.#untold.clear();
    const to = channelId();
    if (to === null) return;
    try {
      await post(to, text);
      this.#told = null;
    } catch (thrown) {
      this.#complain(thrown instanceof QuipdeckError ? sentenceOf(thrown) : "Look at Failures.");
    }
  }

  /** The same trouble once, until a message gets through. */
  #complain(reason: string): void {
    if (reason === this.#told) return;
    this.#told = reason;
    this.#parts.onTrouble(`Failures could not be told in the channel that you chose for them. ${reason}`);
  }
}

/** Members name threads: within code Discord makes neither a link nor anything else of it. */
function asCode(name: string): string {
  return `\`${visibleText(name).replaceAll("`", "'").replaceAll(/\s+/g, " ")}\``;
}

function describe(kinds: readonly Kind[]): string {
  const lines = kinds.map(({ summary, mend, count, channels }) => {
    const where = channels.size === 0 ? "" : ` (${[...channels].slice(0, 5).join(", ")})`;
    return `${count === 1 ? "" : `${count} × `}${summary}${where} ${mend}`;
  });
  const shown: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > maxLength) break;
    shown.push(line);
  }
  const left = lines.length - shown.length;
  return [...shown, ...(left > 0 ? [`${left} more under Failures.`] : [])].join("\n");
}
