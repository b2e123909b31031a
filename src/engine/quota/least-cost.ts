import type { Usage } from "../../shared/models.ts";

/** The least that a question with its answer sensibly costs. */
const leastSensible: Readonly<Usage> = { requests: 1, characters: 100, tokens: 25 };
const remembered = 20;

/** What the cheapest of the last twenty questions cost: a limit without room for it holds no usual question any more. */
export class LeastCost {
  readonly #recent: Readonly<Usage>[] = [];

  add(cost: Readonly<Usage>): void {
    this.#recent.push(cost);
    if (this.#recent.length > remembered) this.#recent.shift();
  }

  /** Until twenty are known, the least that is sensible: the first question may be an unusually long one. */
  get current(): Readonly<Usage> {
    if (this.#recent.length < remembered) return leastSensible;
    return this.#recent.reduce((least, cost) => (cost.characters < least.characters ? cost : least));
  }
}
