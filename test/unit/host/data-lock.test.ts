import {
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type LockListener, lockDataFolder } from "../../../src/host/data-lock.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** The process that runs the tests: alive, and not this one. */
const somebodyAlive = process.ppid;
const nobody = 2 ** 22 + 1;

let folder: string;
let lock: string;
let listener: { [Name in keyof LockListener]: ReturnType<typeof vi.fn<LockListener[Name]>> };

beforeEach(() => {
  folder = temporaryFolder();
  lock = join(folder, "quipdeck.lock");
  listener = { onLost: vi.fn(), onTrouble: vi.fn() };
});
afterEach(() => void vi.useRealTimers());

/** A lock file as that process would have written it, on this machine or on one with the same process numbers. */
function leaveLockOf(pid: number, elsewhere = ""): void {
  const unlock = lockDataFolder(folder, listener);
  const [, table = ""] = readFileSync(lock, "utf8").split("\n");
  unlock();
  writeFileSync(lock, `${pid}\n${table}${elsewhere}\n`);
}

function letPass(ms: number): void {
  const longAgo = new Date(Date.now() - ms);
  utimesSync(lock, longAgo, longAgo);
}

describe("the lock on a data folder", () => {
  it("is free again once it was given back", () => {
    lockDataFolder(folder, listener)();
    expect(existsSync(lock)).toBe(false);
    lockDataFolder(folder, listener)();
  });

  it("refuses a second host and names the first", () => {
    leaveLockOf(somebodyAlive);
    expect(() => lockDataFolder(folder, listener)).toThrow(`process ${somebodyAlive}`);
    expect(readFileSync(lock, "utf8")).toContain(`${somebodyAlive}\n`);
  });

  it.each([
    ["that died", nobody],
    ["that had this one's number, such as a container's before its restart", process.pid],
  ])("is taken over at once from a process %s", (_which, pid) => {
    leaveLockOf(pid);
    const unlock = lockDataFolder(folder, listener);
    expect(readFileSync(lock, "utf8")).toContain(`${process.pid}\n`);
    unlock();
  });

  it.each([
    ["this one's number", process.pid],
    ["a number that nobody has here", nobody],
  ])("is held by a process of another container with %s, for as long as it beats", (_which, pid) => {
    leaveLockOf(pid, " elsewhere");
    expect(() => lockDataFolder(folder, listener)).toThrow("already");
    letPass(21_000);
    lockDataFolder(folder, listener)();
  });

  it("is held by whoever is just taking it", () => {
    writeFileSync(lock, "");
    expect(() => lockDataFolder(folder, listener)).toThrow("running with this data folder already.");
  });

  it("is taken over when its process number went to somebody else", () => {
    leaveLockOf(somebodyAlive);
    letPass(60_000);
    const unlock = lockDataFolder(folder, listener);
    expect(readFileSync(lock, "utf8")).toContain(`${process.pid}\n`);
    unlock();
  });
});

describe("the lock that a host holds", () => {
  beforeEach(() => void vi.useFakeTimers());

  it("is renewed, so that nobody takes it for left over", () => {
    const unlock = lockDataFolder(folder, listener);
    vi.advanceTimersByTime(60_000);
    expect(Date.now() - statSync(lock).mtimeMs).toBeLessThanOrEqual(5_000);
    unlock();
    expect(listener.onLost).not.toHaveBeenCalled();
  });

  it("is lost when another host took over meanwhile: its owner hears of it once, and leaves the other's alone", () => {
    const unlock = lockDataFolder(folder, listener);
    renameSync(lock, `${lock}.old`);
    writeFileSync(lock, "of the other host");
    vi.advanceTimersByTime(20_000);
    expect(listener.onLost).toHaveBeenCalledOnce();
    expect(listener.onLost.mock.calls[0]?.[0].message).toContain("another one has taken over");
    unlock();
    expect(readFileSync(lock, "utf8")).toBe("of the other host");
  });

  it("is lost when its file is gone", () => {
    const unlock = lockDataFolder(folder, listener);
    rmSync(lock);
    vi.advanceTimersByTime(5_000);
    expect(listener.onLost).toHaveBeenCalledOnce();
    unlock();
  });

  it.skipIf(process.platform === "win32")("outlives a disk that fails for a while, and says so once", () => {
    const unlock = lockDataFolder(folder, listener);
    // A loop of links cannot be looked through, as little as a failing disk.
    renameSync(folder, `${folder}-away`);
    symlinkSync(folder, folder);
    vi.advanceTimersByTime(20_000);
    rmSync(folder);
    renameSync(`${folder}-away`, folder);
    expect(listener.onTrouble).toHaveBeenCalledOnce();
    expect(listener.onTrouble.mock.calls[0]?.[0].message).toContain("cannot be renewed");
    vi.advanceTimersByTime(20_000);
    expect(listener.onLost).not.toHaveBeenCalled();
    unlock();
    expect(existsSync(lock)).toBe(false);
  });
});
