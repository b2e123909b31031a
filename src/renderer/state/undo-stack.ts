/** Something that was done a moment ago and can be taken back. */
export interface UndoStep {
  /** What was done, as a sentence. */
  text: string;
  /** Takes it back; a promise that rejects says why that was refused, and one for false that this was told already. */
  undo(): unknown;
}

export interface UndoState {
  /** Oldest first: the last one is the next to be taken back. */
  steps: readonly UndoStep[];
  /** What was taken back last; null before that, and once something else was done. */
  takenBack: UndoStep | null;
}

/** More than anybody takes back one by one. */
const maxSteps = 20;

/** What can be taken back, the newest first. */
export class UndoStack {
  readonly #onRefusal: (thrown: unknown) => void;
  readonly #listeners = new Set<() => void>();
  #state: UndoState = { steps: [], takenBack: null };

  constructor(onRefusal: (thrown: unknown) => void) {
    this.#onRefusal = onRefusal;
  }

  readonly getState = (): UndoState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Gives back what withdraws the step, as when nothing of it is left to be restored. */
  offer(step: UndoStep): () => void {
    this.#become({ steps: [...this.#state.steps, step].slice(-maxSteps), takenBack: null });
    return () => {
      const { steps } = this.#state;
      if (steps.includes(step)) this.#become({ ...this.#state, steps: steps.filter((one) => one !== step) });
    };
  }

  /** Takes the newest step back; does nothing where there is none. */
  async takeBack(): Promise<void> {
    const newest = this.#state.steps.at(-1);
    if (!newest) return;
    this.#become({ ...this.#state, steps: this.#state.steps.slice(0, -1) });
    try {
      const isDone = (await newest.undo()) !== false;
      if (isDone) this.#become({ ...this.#state, takenBack: newest });
    } catch (thrown) {
      this.#onRefusal(thrown);
    }
  }

  /** Lets the step go, and all before it: nobody wanted them back. */
  forget(step: UndoStep): void {
    const { steps } = this.#state;
    this.#become({ steps: steps.slice(steps.indexOf(step) + 1), takenBack: null });
  }

  #become(state: UndoState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
