import { execFile } from "node:child_process";
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
const maximumLines = 400;

let house: string;

beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), "quipdeck-walls-"));
  cpSync(join(root, "biome.json"), join(house, "biome.json"));
  cpSync(join(root, ".gitignore"), join(house, ".gitignore"));
  cpSync(join(root, "build", "walls"), join(house, "build", "walls"), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(house, "node_modules"), "dir");
});

afterEach(() => rmSync(house, { recursive: true }));

/** The messages of Biome about one file with this text, in a house with the real rules. */
function complaintsAbout(file: string, text: string): Promise<string> {
  const path = join(house, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${text}\n`);
  return new Promise((resolve) => {
    execFile(process.execPath, [biome, "lint", "--colors=off", file], { cwd: house }, (_error, stdout, stderr) => {
      resolve(stdout + stderr);
    });
  });
}

describe("the walls of the house", () => {
  it.each([
    ["src/engine/log/x.ts", 'import { Client } from "discord.js";\nexport const x = Client;', "may import discord.js"],
    [
      "src/engine/discord/x.ts",
      'import { Client } from "discord.js";\nexport const x = Client;',
      "may import discord.js",
    ],
    ["src/main/x.ts", 'export type { Client } from "discord.js";', "may import discord.js"],
    ["src/engine/x.ts", 'export const x = await import("@huggingface/inference");', "may import Hugging Face's client"],
    ["src/headless/x.ts", 'import { DatabaseSync } from "node:sqlite";\nexport const x = DatabaseSync;', "node:sqlite"],
    ["src/main/x.ts", 'import Store from "electron-store";\nexport const x = Store;', "may import electron-store"],
    ["src/main/x.ts", 'import { safeStorage } from "electron";\nexport const x = safeStorage;', "may use safeStorage"],
    ["src/engine/x.ts", "export const x = () => Date.now();", "handed time and chance"],
    ["src/engine/x.ts", "export const x = () => new Date();", "handed time and chance"],
    ["src/engine/x.ts", "export const x = () => Math.random();", "handed time and chance"],
    ["src/engine/x.ts", "export const x = () => setTimeout(() => x(), 1);", "src/engine/ports.ts"],
    ["src/engine/x.ts", 'export const x = () => fetch("http://127.0.0.1");', "src/engine/ports.ts"],
    ["src/engine/x.ts", "export const x = process.env.HOME;", "src/engine/ports.ts"],
    ["src/engine/x.ts", 'import { app } from "electron";\nexport const x = app;', "plain TypeScript on Node"],
    ["src/engine/x.ts", 'import { x as y } from "../main/y.ts";\nexport const x = y;', "ports.ts only"],
    ["src/renderer/x.ts", 'import { join } from "node:path";\nexport const x = join;', "runs in a browser"],
    ["src/renderer/x.ts", 'import { x as y } from "../engine/y.ts";\nexport const x = y;', "through its bridge"],
    ["src/headless/x.ts", 'import { x as y } from "../main/y.ts";\nexport const x = y;', "src/shared only"],
    ["src/shared/x.ts", 'import { x as y } from "../engine/y.ts";\nexport const x = y;', "knows nobody"],
  ])("stop %s from doing this: %j", async (file, text, complaint) => {
    expect(await complaintsAbout(file, text)).toContain(complaint);
  });

  it.each([
    ["src/engine/discord/gateway.ts", 'import { Client } from "discord.js";\nexport const x = Client;'],
    ["src/engine/discord/gateway/x.ts", 'import { Client } from "discord.js";\nexport const x = Client;'],
    ["src/engine/storage/database.ts", 'import { DatabaseSync } from "node:sqlite";\nexport const x = DatabaseSync;'],
    ["src/engine/x.ts", "export const x = (nowMs: number) => new Date(nowMs).toISOString();"],
    ["src/main/secret-store.ts", 'import { safeStorage } from "electron";\nexport const x = safeStorage;'],
    ["src/headless/x.ts", "export const x = () => Date.now();"],
  ])("let %s do its own work: %j", async (file, text) => {
    expect(await complaintsAbout(file, text)).not.toContain("×");
  });
});

describe("the sources", () => {
  it(`have no file of more than ${maximumLines} lines`, () => {
    const files = globSync("{src,build,test}/**/*.{ts,tsx,mjs}", { cwd: root });
    const tooLong = files.filter(
      (file) => readFileSync(join(root, file), "utf8").split("\n").length > maximumLines + 1,
    );
    expect(tooLong).toEqual([]);
  });
});
