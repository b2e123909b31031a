/** How the keys of a shortcut are called: presses one after the other, each of keys held together. */
export function keysOf(shortcut: string, isMac: boolean): string[][] {
  const names: Record<string, string> = {
    $mod: isMac ? "⌘" : "Ctrl",
    Alt: isMac ? "⌥" : "Alt",
    Shift: isMac ? "⇧" : "Shift",
    ArrowUp: "↑",
    ArrowDown: "↓",
    ArrowLeft: "←",
    ArrowRight: "→",
    Escape: "Esc",
  };
  return shortcut.split(" ").map((press) =>
    press
      .split("+")
      .filter((key) => !key.startsWith("["))
      .map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key)),
  );
}

/** As a sentence says it: `G then L`, `Ctrl+K`. */
export function sayShortcut(shortcut: string, isMac: boolean): string {
  return keysOf(shortcut, isMac)
    .map((keys) => keys.join("+"))
    .join(" then ");
}
