import { type KeybindingPress, matchKeybindingPress, parseKeybinding } from "tinykeys";

/** How long the next key of a sequence may take. */
const sequenceMs = 2000;

interface Begun {
  shortcut: string;
  rest: readonly KeybindingPress[];
}

/** Follows what is pressed. tinykeys' own sequences are not used: one that has been completed leaves the others half begun. */
export class ShortcutMatcher {
  readonly #all: readonly Begun[];
  #begun: readonly Begun[] = [];
  #begunAt = 0;

  constructor(shortcuts: readonly string[]) {
    this.#all = shortcuts.map((shortcut) => ({ shortcut, rest: parseKeybinding(shortcut) }));
  }

  /** The shortcut that this press completes; null for none. */
  press(event: Pick<KeyboardEvent, "key" | "code" | "timeStamp" | "getModifierState">): string | null {
    // A modifier on its way down belongs to the key that follows.
    if (event.getModifierState(event.key)) return null;
    const begun = event.timeStamp - this.#begunAt <= sequenceMs ? this.#begun : [];
    const going = [...begun, ...this.#all].flatMap(({ shortcut, rest: [next, ...rest] }) =>
      next && matchKeybindingPress(event as KeyboardEvent, next) ? [{ shortcut, rest }] : [],
    );
    const done = going.find(({ rest }) => rest.length === 0);
    this.#begun = done ? [] : going;
    this.#begunAt = event.timeStamp;
    return done?.shortcut ?? null;
  }
}
