import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Finished, run, start } from "../support/command-line.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** Runs a command in a data folder of its own. */
function quipdeck(args: string[], input = "", folder = temporaryFolder()): Promise<Finished> {
  return run(args, { QUIPDECK_HOME: folder }, input);
}

describe("wrong usage", () => {
  it.each([
    [["dance"], "dance"],
    [[], "Usage"],
    [["serve", "--port", "many"], "0 to 65535"],
    [["settings", "set", "behaviour.staleAfterMs"], "json"],
    [["settings", "set", "inference.model", "unquoted"], "double quotes"],
    [["estimate", "--regular-share", "5"], "--regular-share: Too big: expected number to be <=1"],
    [["estimate", "--members", "many"], "--members"],
  ])("%j ends with 2 and a sentence", async (args, sentence) => {
    const { exitCode, stdout, stderr } = await quipdeck(args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe("");
  });

  it("of an environment variable is named", async () => {
    const { exitCode, stderr } = await run(["check"], { QUIPDECK_HOME: temporaryFolder(), QUIPDECK_PORT: "many" });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("QUIPDECK_PORT");
  });
});

describe("sanitize", () => {
  it("writes as many lines as it reads, without opening anything", async () => {
    const folder = temporaryFolder();
    const { exitCode, stdout } = await quipdeck(
      ["sanitize"],
      "hello 😀 there\n\n<@123456789012345678> hi\u2028you\nend",
      folder,
    );
    expect(exitCode).toBe(0);
    expect(stdout.split("\n")).toHaveLength(5);
    expect(stdout).toMatch(/^hello there\n\n/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("tells with --json what went and where", async () => {
    const { stdout } = await quipdeck(["sanitize", "--json"], "ok 😀\n");
    expect(JSON.parse(stdout)).toEqual({
      input: "ok 😀",
      output: "ok",
      removed: expect.arrayContaining([
        expect.objectContaining({ kind: "emoji", text: expect.stringContaining("😀") }),
      ]),
    });
  });

  it("keeps to the rules that the owner switched off", async () => {
    const folder = temporaryFolder();
    await quipdeck(["settings", "set", "sanitizer.emoji", "false"], "", folder);
    expect((await quipdeck(["sanitize"], "ok 😀\n", folder)).stdout).toBe("ok 😀\n");
  });

  it("ends quietly when nobody reads on", async () => {
    const running = start(["sanitize"], { QUIPDECK_HOME: temporaryFolder() });
    running.process.stdin.on("error", () => undefined);
    running.process.stdin.write("one\n".repeat(50_000));
    running.process.stdout.once("data", () => running.process.stdout.destroy());
    running.process.stdin.end("more\n".repeat(50_000));
    expect(await running.finished).toMatchObject({ exitCode: 0, stderr: "" });
  });
});

describe("estimate", () => {
  it("tells the story: the hour fits, the month does not", async () => {
    const { exitCode, stdout } = await quipdeck(["estimate", "--json"]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      queriesPerHour: 250,
      queriesPerMonth: 15_000,
      hourlyVerdict: "fits",
      monthlyVerdict: "exceeds",
    });
  });

  it("takes every figure from a flag", async () => {
    const args = [
      "estimate",
      "--json",
      "--members",
      "100",
      "--lines",
      "2",
      "--window-hours",
      "1",
      "--days",
      "1",
      "--keys",
      "3",
    ];
    expect(JSON.parse((await quipdeck(args)).stdout)).toMatchObject({ queriesPerHour: 10, queriesPerMonth: 10 });
  });
});

describe("settings", () => {
  it("are set one by one and read back", async () => {
    const folder = temporaryFolder();
    expect((await quipdeck(["settings", "set", "behaviour.staleAfterMs", "5000"], "", folder)).exitCode).toBe(0);
    expect((await quipdeck(["settings", "get", "behaviour.staleAfterMs"], "", folder)).stdout).toBe("5000\n");
    expect(JSON.parse((await quipdeck(["settings", "get"], "", folder)).stdout).behaviour.staleAfterMs).toBe(5000);
  });

  it.each([
    ["behaviour.staleAfterMs", "1", ">=1000"],
    ["inference.whenResting", '"sleep"', '"understudy"|"announce"'],
    ["behaviour.stale", "5000", "staleAfterMs"],
    ["activeProfileId", '"nobody"', "production, development"],
  ])("refuse %s = %s, say what is allowed and change nothing", async (path, json, allowed) => {
    const folder = temporaryFolder();
    const { exitCode, stderr } = await quipdeck(["settings", "set", path, json], "", folder);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(allowed);
    expect(existsSync(join(folder, "settings.json"))).toBe(false);
  });

  it("are not replaced in passing where the file is broken", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "settings.json"), "{ broken");
    const { exitCode, stderr } = await quipdeck(["settings", "set", "behaviour.staleAfterMs", "5000"], "", folder);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("not valid JSON");
    expect(readFileSync(join(folder, "settings.json"), "utf8")).toBe("{ broken");
  });
});
