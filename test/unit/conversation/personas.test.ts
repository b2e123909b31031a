import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { missingPersonas, Personas, personaIdFor } from "../../../src/engine/conversation/personas.ts";
import { personaSchema } from "../../../src/shared/persona.ts";
import { profileSchema } from "../../../src/shared/settings.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const lamp = personaSchema.parse({
  id: "lamp",
  name: "Lamp",
  description: "A lamp.",
  instructions: "Shine.",
  examples: [{ question: "hi", answer: "Glow." }],
  fallbacks: ["Hm."],
});
const mine = { ...lamp, id: "mine", name: "Mine" };
const profile = profileSchema.parse({ id: "p", name: "Home", personaId: "lamp" });

function benchOf() {
  const folder = temporaryFolder();
  const builtInFolder = join(folder, "built-in");
  const ownFolder = join(folder, "own");
  mkdirSync(builtInFolder);
  writeFileSync(join(builtInFolder, "lamp.json"), JSON.stringify(lamp));
  let changes = 0;
  const personas = new Personas({ builtInFolder, ownFolder, onChange: () => (changes += 1) });
  const write = (name: string, text: string) => {
    mkdirSync(ownFolder, { recursive: true });
    writeFileSync(join(ownFolder, name), text);
  };
  return { personas, ownFolder, write, changes: () => changes };
}

describe("a persona of the owner's", () => {
  it("can be played as soon as it is saved, and lies in one file of the data folder", () => {
    const { personas, ownFolder, changes } = benchOf();
    personas.save(mine, false);
    expect(personas.get("mine")).toEqual(mine);
    expect(personas.summaries.map(({ id, source }) => [id, source])).toEqual([
      ["lamp", "built-in"],
      ["mine", "own"],
    ]);
    expect(readdirSync(ownFolder)).toEqual(["mine.json"]);
    expect(changes()).toBeGreaterThan(0);
  });

  it("is changed in the file that it came from, whatever that is called", () => {
    const { personas, ownFolder, write } = benchOf();
    write("by-hand.json", JSON.stringify(mine));
    personas.save({ ...mine, name: "Changed" }, true);
    expect(readdirSync(ownFolder)).toEqual(["by-hand.json"]);
    expect(personas.get("mine").name).toBe("Changed");
  });

  it("does not take the place of another one, nor of a file that cannot be read", () => {
    const { personas, ownFolder, write } = benchOf();
    personas.save(mine, false);
    expect(() => personas.save({ ...mine, name: "Other" }, false)).toThrow('The id "mine" belongs to "Mine" already.');
    write("next.json", "{ half a persona");
    personas.save({ ...mine, id: "next" }, false);
    expect(readFileSync(join(ownFolder, "next.json"), "utf8")).toBe("{ half a persona");
    expect(readdirSync(ownFolder).sort()).toEqual(["mine.json", "next-2.json", "next.json"]);
  });

  it("is removed unless a profile plays it somewhere", () => {
    const { personas, ownFolder } = benchOf();
    personas.save(mine, false);
    const inChannel = { ...profile, channelPersonas: { "300000000000000001": "mine" } };
    expect(() => personas.remove("mine", [profile, inChannel])).toThrow('The profile "Home" plays "Mine".');
    personas.remove("mine", [profile]);
    expect(personas.has("mine")).toBe(false);
    expect(readdirSync(ownFolder)).toEqual([]);
    expect(() => personas.remove("mine", [])).toThrow('There is no persona "mine".');
  });

  it("that was written by hand is there once the folder is read again", () => {
    const { personas, write } = benchOf();
    write("mine.json", JSON.stringify(mine));
    write("bad.json", "{");
    expect(personas.has("mine")).toBe(false);
    personas.reload();
    expect(personas.has("mine")).toBe(true);
    expect(personas.problems).toEqual([expect.stringContaining("bad.json is not valid JSON")]);
  });

  it("says why it cannot be kept", () => {
    const { personas, ownFolder } = benchOf();
    writeFileSync(ownFolder, "a file in place of the folder");
    expect(() => personas.save(mine, false)).toThrow(/cannot be written \((EEXIST|ENOTDIR)\)\./);
  });
});

describe("a built-in persona", () => {
  it("can neither be changed nor removed", () => {
    const { personas } = benchOf();
    expect(() => personas.save({ ...lamp, name: "Mine now" }, true)).toThrow('"Lamp" comes with Quipdeck and stays');
    expect(() => personas.remove("lamp", [])).toThrow('"Lamp" comes with Quipdeck and stays');
  });
});

describe("who plays", () => {
  const home = { ...profile, channelPersonas: { "300000000000000001": "mine" } };

  it.each([
    ["in a channel with a persona of its own", "300000000000000001", null, "mine"],
    ["in a thread of that channel", "300000000000000009", "300000000000000001", "mine"],
    ["everywhere else", "300000000000000002", null, "lamp"],
  ])("%s", (_, channelId, parentChannelId, id) => {
    expect(personaIdFor(home, { channelId, parentChannelId })).toBe(id);
  });

  it("and cannot be found is told without repetition", () => {
    const personas = { has: (id: string) => id === "lamp" };
    expect(missingPersonas(personas, { ...home, personaId: "mine" })).toEqual(["mine"]);
    expect(missingPersonas(personas, home)).toEqual(["mine"]);
  });
});
