import type { Notice } from "../shared/models.ts";
import type { Clock } from "./ports.ts";
import type { NoticeStore } from "./storage/notice-store.ts";

const held = 50;

interface NoticesParts {
  clock: Clock;
  redact: (text: string) => string;
  onNotice: (notice: Notice) => void;
}

/** What the owner should know: told at once, and kept over a restart where a store is given. */
export class Notices {
  readonly #parts: NoticesParts;
  #store: NoticeStore | null = null;
  #notices: Notice[] = [];
  /** Those of this run, also where others were kept before. */
  #told: Notice[] = [];
  #lastId = 0;

  constructor(parts: NoticesParts) {
    this.#parts = parts;
  }

  /** The last ones, newest first; of earlier runs too where they are kept. */
  get all(): Notice[] {
    return this.#notices;
  }

  /** The last ones of this run, oldest first. */
  get told(): Notice[] {
    return this.#told;
  }

  /** From now on notices are kept, those told already included, and the earlier ones are known again. Throws a QuipdeckError. */
  keepIn(store: NoticeStore): void {
    const earlier = store.list({ limit: held });
    for (const notice of this.#told) store.append(notice);
    this.#store = store;
    this.#notices = [...this.#notices, ...earlier].sort((one, other) => other.id - one.id).slice(0, held);
    this.#lastId = Math.max(this.#lastId, this.#notices[0]?.id ?? 0);
  }

  tell(level: Notice["level"], text: string, kind: Notice["kind"] = "general"): void {
    const notice = this.#announce(level, text, kind);
    this.#store?.append(notice);
  }

  /** Tells that storing fails, or, with null, works again. Never kept: a store in trouble would have the more to store. */
  tellOfStorage(sentence: string | null): void {
    if (sentence === null) this.#announce("info", "Storing works again.", "general");
    else this.#announce("error", sentence, "general");
  }

  #announce(level: Notice["level"], text: string, kind: Notice["kind"]): Notice {
    const { clock, redact, onNotice } = this.#parts;
    const at = clock.now();
    // By the time, so that ids grow over a restart and past a database that was lost.
    this.#lastId = Math.max(this.#lastId + 1, at);
    const notice = { id: this.#lastId, at, kind, level, text: redact(text) };
    this.#notices = [notice, ...this.#notices].slice(0, held);
    this.#told = [...this.#told, notice].slice(-held);
    onNotice(notice);
    return notice;
  }
}
