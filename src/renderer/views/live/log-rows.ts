import type { LogEntry } from "../../../shared/models.ts";
import type { CallCommand } from "../../bridge/panel-bridge.ts";

/** Rows asked for at once. */
const pageSize = 200;
/** Rows held in memory; those out of sight go first. */
const maxRows = 3000;

/** The entries behind the ids of a list: read as they come into sight, a page at a time, and let go again. */
export class LogRows {
  readonly #call: CallCommand;
  readonly #onRead: (gone: readonly number[]) => void;
  readonly #onRefusal: (thrown: unknown) => void;
  readonly #rows = new Map<number, LogEntry>();
  #inSight: readonly number[] = [];
  #isReading = false;

  /** `onRead` hears of each page that came, and which of its ids are no longer stored. */
  constructor(call: CallCommand, onRead: (gone: readonly number[]) => void, onRefusal: (thrown: unknown) => void) {
    this.#call = call;
    this.#onRead = onRead;
    this.#onRefusal = onRefusal;
  }

  get(id: number): LogEntry | undefined {
    return this.#rows.get(id);
  }

  add(entries: readonly LogEntry[]): void {
    for (const entry of entries) this.#rows.set(entry.id, entry);
    const inSight = new Set(this.#inSight);
    for (const id of this.#rows.keys()) {
      if (this.#rows.size <= maxRows) return;
      if (!inSight.has(id)) this.#rows.delete(id);
    }
  }

  /** Reads those of the ids that are not here yet. While one page is under way, only the newest wish waits. */
  async want(ids: readonly number[]): Promise<void> {
    this.#inSight = ids;
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      for (let missing = this.#missing(); missing.length > 0; missing = this.#missing()) {
        const entries = await this.#call("log/rows", { ids: missing });
        this.add(entries);
        const found = new Set(entries.map(({ id }) => id));
        const gone = missing.filter((id) => !found.has(id));
        if (gone.length > 0) this.#inSight = this.#inSight.filter((id) => !gone.includes(id));
        this.#onRead(gone);
      }
    } catch (thrown) {
      this.#onRefusal(thrown);
    } finally {
      this.#isReading = false;
    }
  }

  /** Asks again for what is missing, after a refusal. */
  retry(): void {
    void this.want(this.#inSight);
  }

  #missing(): number[] {
    return this.#inSight.filter((id) => !this.#rows.has(id)).slice(0, pageSize);
  }
}
