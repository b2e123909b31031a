import { describe, expect, it } from "vitest";
import { changedCommands, slashCommands } from "../../../src/engine/discord/slash-commands.ts";

/** As Discord gives a command back: with fields of its own, in an order of its own. */
const asRegistered = () =>
  slashCommands()
    .map((command, index) => ({ id: `${index}`, version: "7", nsfw: false, ...command }))
    .reverse();

describe("the slash commands", () => {
  it("are for servers only, and the moderators' one is hidden from those who may not manage messages", () => {
    expect(
      slashCommands().map(({ name, contexts, default_member_permissions: bits }) => [name, contexts, bits]),
    ).toEqual([
      ["quip", [0], "8192"],
      ["quip-me", [0], null],
    ]);
  });

  it("have names and descriptions that Discord takes", () => {
    for (const { name, description, options } of slashCommands().flatMap((one) => [one, ...one.options.map(bare)])) {
      expect(name).toMatch(/^[-a-z]{1,32}$/);
      expect(description.length).toBeGreaterThan(0);
      expect(description.length).toBeLessThanOrEqual(100);
      expect(options.length).toBeLessThanOrEqual(25);
    }
  });
});

describe("what is sent to Discord", () => {
  it("is nothing while it holds the same already", () => {
    expect(changedCommands(asRegistered(), slashCommands())).toBeNull();
    expect(changedCommands([], [])).toBeNull();
  });

  it.each([
    ["a description", { description: "of an older version" }],
    ["who sees it", { default_member_permissions: null }],
    ["a subcommand", { options: [] }],
  ])("is the whole once %s has changed", (_what, change) => {
    const [first, ...others] = asRegistered().reverse();
    expect(changedCommands([{ ...first, ...change }, ...others], slashCommands())).toEqual(slashCommands());
  });

  it("leaves commands of others alone, also when Quipdeck's own are removed", () => {
    const theirs = { id: "9", name: "play", description: "Play a song" };
    expect(changedCommands([theirs], slashCommands())).toEqual([theirs, ...slashCommands()]);
    expect(changedCommands([theirs, ...asRegistered()], [])).toEqual([theirs]);
  });
});

function bare(option: { name: string; description: string }) {
  return { ...option, options: [] };
}
