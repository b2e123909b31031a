import type { Notice } from "../shared/models.ts";
import type { Clock } from "./ports.ts";

const kept = 50;

/** The last things that the owner should know, newest first. */
export class Notices {
  readonly #clock: Clock;
  readonly #onNotice: (notice: Notice) => void;
  #notices: Notice[] = [];
  #lastId = 0;

  constructor(clock: Clock, onNotice: (notice: Notice) => void) {
    this.#clock = clock;
    this.#onNotice = onNotice;
  }

  get all(): Notice[] {
    return this.#notices;
  }

  tell(level: Notice["level"], text: string, kind: Notice["kind"] = "general"): void {
    this.#lastId += 1;
    const notice = { id: this.#lastId, at: this.#clock.now(), kind, level, text };
    this.#notices = [notice, ...this.#notices].slice(0, kept);
    this.#onNotice(notice);
  }
}
