import { DiscordFault } from "../faults.ts";
import type { Connection, Self } from "./connection.ts";
import type { Presence } from "./shard-keeper.ts";

/** What the shards' connections are together: online when all are, lost when one meets what only the owner can mend. */
export class ShardsAsOne {
  readonly #count: number;
  readonly #onConnection: (connection: Connection) => void;
  readonly #present = new Map<number, Presence>();
  readonly #begun = Promise.withResolvers<void>();
  #wasWhole = false;
  #isFresh = false;
  #isClosed = false;

  constructor(count: number, onConnection: (connection: Connection) => void) {
    this.#count = count;
    this.#onConnection = onConnection;
    this.#begun.promise.catch(() => undefined);
  }

  /** Resolves when all were online at once; rejects with a DiscordFault where that cannot be, or where none comes online. */
  get online(): Promise<void> {
    return this.#begun.promise;
  }

  /** Takes what is new of a shard: `presence` null where it is away, and with a fault where it has to be started anew. */
  follow(id: number, presence: Presence | null, fault: DiscordFault | null): void {
    if (this.#isClosed) return;
    if (presence === null) this.#present.delete(id);
    else this.#present.set(id, presence);
    this.#isFresh ||= presence?.isFresh ?? false;
    if (this.#present.size === this.#count) this.#tellOnline();
    else if (fault?.isFatal) this.#tellLost(fault);
    // As long as none was online, the trouble is not one shard's.
    else if (fault && !this.#wasWhole && this.#present.size === 0) this.#tellLost(fault);
    else this.#onConnection({ state: "partly-online", self: this.#self, shards: this.#shards, fault });
  }

  /** Nothing more is told. */
  close(): void {
    this.#isClosed = true;
    this.#begun.reject(new DiscordFault("network", null));
  }

  get #shards() {
    return { up: this.#present.size, count: this.#count };
  }

  /** Null where none is there. */
  get #self(): Self | null {
    const [first, ...others] = [...this.#present.values()];
    if (first === undefined) return null;
    const { userId, name } = first;
    return { userId, name, guildCount: others.reduce((sum, other) => sum + other.guildCount, first.guildCount) };
  }

  #tellOnline(): void {
    const self = this.#self;
    if (self === null) return;
    this.#onConnection({ state: "online", ...self, shards: this.#shards, isFresh: this.#isFresh });
    this.#wasWhole = true;
    this.#isFresh = false;
    this.#begun.resolve();
  }

  #tellLost(fault: DiscordFault): void {
    this.#onConnection({ state: "lost", fault });
    this.#begun.reject(fault);
  }
}
