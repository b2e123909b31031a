import { existsSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lockDataFolder } from "../../../src/host/data-lock.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** The process that runs the tests: alive, and not this one. */
const somebodyAlive = process.ppid;
const nobody = 2 ** 22 + 1;

describe("the lock on a data folder", () => {
  it("is free again once it was given back", () => {
    const folder = temporaryFolder();
    lockDataFolder(folder)();
    expect(existsSync(join(folder, "quipdeck.lock"))).toBe(false);
    lockDataFolder(folder)();
  });

  it("refuses a second host and names the first", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "quipdeck.lock"), `${somebodyAlive}\n`);
    expect(() => lockDataFolder(folder)).toThrow(`process ${somebodyAlive}`);
  });

  it("is taken over from a process that died", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "quipdeck.lock"), `${nobody}\n`);
    lockDataFolder(folder)();
  });

  it("is taken over when its process number went to somebody else", () => {
    const folder = temporaryFolder();
    const lock = join(folder, "quipdeck.lock");
    writeFileSync(lock, `${somebodyAlive}\n`);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);
    lockDataFolder(folder)();
  });
});
