import { IconKey } from "@tabler/icons-react";
import { describe, expect, it } from "vitest";
import { CommandRegistry } from "../../../../src/renderer/commands/command-registry.ts";
import { findCommands } from "../../../../src/renderer/commands/find-commands.ts";
import type { PanelCommand } from "../../../../src/renderer/commands/panel-command.ts";
import { sayShortcut } from "../../../../src/renderer/commands/shortcut.ts";
import { ShortcutMatcher } from "../../../../src/renderer/commands/shortcut-matcher.ts";

function command(label: string, parts: Partial<PanelCommand> = {}): PanelCommand {
  return { id: label, group: "Go to", label, Icon: IconKey, run: () => undefined, ...parts };
}

const idsOf = (commands: readonly PanelCommand[]) => commands.map(({ id }) => id);

describe("finding a command", () => {
  const keys = command("Keys");
  const addKeys = command("Keys: Add keys", { alias: "new token paste" });
  const stop = command("Stop the bot", { group: "Bot" });
  const privacy = command("Settings: Privacy", { alias: "forget a member" });
  const all = [keys, addKeys, stop, privacy];

  it("is by the beginnings of its words, in any order, whatever the case and accents", () => {
    expect(idsOf(findCommands(all, "kÉy"))).toEqual(["Keys", "Keys: Add keys"]);
    expect(idsOf(findCommands(all, "keys add"))).toEqual(["Keys: Add keys"]);
    expect(idsOf(findCommands(all, "bot st"))).toEqual(["Stop the bot"]);
    expect(findCommands(all, "eys")).toEqual([]);
  });

  it("is by another name too, after those that are called so", () => {
    const forgetting = command("Forget the filters");
    expect(idsOf(findCommands([...all, forgetting], "forget"))).toEqual(["Forget the filters", "Settings: Privacy"]);
    expect(idsOf(findCommands(all, "privacy forget"))).toEqual(["Settings: Privacy"]);
  });

  it("asks for nothing in particular with an empty query: all of them, by group", () => {
    expect(idsOf(findCommands(all, " "))).toEqual(["Stop the bot", "Keys", "Keys: Add keys", "Settings: Privacy"]);
  });
});

describe("the registry", () => {
  it("holds what is offered at the moment, and tells of each change", () => {
    const registry = new CommandRegistry();
    let changes = 0;
    const stop = registry.subscribe(() => {
      changes += 1;
    });
    registry.offer("log", [command("Pause the log")]);
    registry.offer("views", [command("Live"), command("Keys")]);
    expect(idsOf(registry.getCommands())).toEqual(["Pause the log", "Live", "Keys"]);
    registry.withdraw("log");
    expect(idsOf(registry.getCommands())).toEqual(["Live", "Keys"]);
    expect(changes).toBe(3);
    stop();
    registry.offer("views", [command("Quota")]);
    expect(changes).toBe(3);
  });

  it("keeps the place of a part that offers something else", () => {
    const registry = new CommandRegistry();
    registry.offer("bot", [command("Start the bot")]);
    registry.offer("views", [command("Live")]);
    registry.offer("bot", [command("Stop the bot")]);
    expect(idsOf(registry.getCommands())).toEqual(["Stop the bot", "Live"]);
  });
});

describe("the keys that are pressed", () => {
  function press(key: string, timeStamp: number, ...held: string[]) {
    return { key, code: "", timeStamp, getModifierState: (name: string) => held.includes(name) };
  }

  it("complete a sequence one after the other, time and again", () => {
    const matcher = new ShortcutMatcher(["g l", "g u", "p"]);
    expect([press("g", 0), press("l", 100)].map((one) => matcher.press(one))).toEqual([null, "g l"]);
    expect([press("g", 200), press("u", 300)].map((one) => matcher.press(one))).toEqual([null, "g u"]);
    expect(matcher.press(press("l", 400))).toBeNull();
    expect(matcher.press(press("p", 500))).toBe("p");
  });

  it("complete none where another key or too much time comes between", () => {
    const matcher = new ShortcutMatcher(["g l"]);
    expect(["g", "x", "l"].map((key, at) => matcher.press(press(key, at)))).toEqual([null, null, null]);
    expect([press("g", 10), press("l", 2011)].map((one) => matcher.press(one))).toEqual([null, null]);
    expect([press("g", 3000), press("g", 4900), press("l", 6800)].map((one) => matcher.press(one))).toEqual([
      null,
      null,
      "g l",
    ]);
  });

  it("count with what is held, and a modifier on its own is no key", () => {
    const matcher = new ShortcutMatcher(["$mod+Shift+S", "[Shift]+?", "p"]);
    expect(matcher.press(press("Control", 0, "Control"))).toBeNull();
    expect(matcher.press(press("S", 1, "Control", "Shift"))).toBe("$mod+Shift+S");
    expect(matcher.press(press("p", 2, "Control"))).toBeNull();
    expect(matcher.press(press("?", 3, "Shift"))).toBe("[Shift]+?");
    expect(matcher.press(press("?", 4))).toBe("[Shift]+?");
  });
});

describe("a shortcut's words", () => {
  it("are those on the reader's own keyboard", () => {
    expect(sayShortcut("$mod+k", false)).toBe("Ctrl+K");
    expect(sayShortcut("$mod+Shift+S", true)).toBe("⌘+⇧+S");
    expect(sayShortcut("g l", false)).toBe("G then L");
    expect(sayShortcut("[Shift]+/", false)).toBe("/");
    expect(sayShortcut("ArrowDown", false)).toBe("↓");
  });
});
