import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { type Finished, run, start } from "../support/command-line.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

function quipdeck(args: string[], folder = temporaryFolder()): Promise<Finished> {
  return run(args, { QUIPDECK_HOME: folder });
}

/** A file with this text, in a folder of its own. */
function fileWith(text: string): string {
  const file = join(temporaryFolder(), "scenario.json");
  writeFileSync(file, text);
  return file;
}

describe("rehearse", () => {
  it("plays a scenario from a file, and comes to the same with the same seed, without opening anything", async () => {
    const folder = temporaryFolder();
    const scenario = fileWith(
      JSON.stringify({ name: "Games night", members: 400, keys: 2, startAt: "2026-05-01T00:00:00Z" }),
    );
    const args = ["rehearse", "--json", "--scenario", scenario, "--runs", "3", "--seed", "9"];
    const first = await quipdeck(args, folder);
    expect(first).toMatchObject({ exitCode: 0, stderr: "" });
    expect(JSON.parse(first.stdout)).toMatchObject({
      scenario: { name: "Games night", keys: 2 },
      runs: 3,
      seed: 9,
      keyLabels: ["Key 1", "Key 2"],
    });
    expect((await quipdeck(args, folder)).stdout).toBe(first.stdout);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("plays the owner's settings and persona", async () => {
    const folder = temporaryFolder();
    await quipdeck(["settings", "set", "behaviour.memberQuestionsPerMinute", "1"], folder);
    const rehearse = ["rehearse", "--json", "--runs", "1", "--no-what-ifs"];
    const { outcomes } = JSON.parse((await quipdeck(rehearse, folder)).stdout).figures;
    expect(outcomes["too-fast"].mid).toBeGreaterThan(0);
    expect(JSON.parse((await quipdeck(rehearse)).stdout).figures.outcomes["too-fast"]).toBeUndefined();
  });

  it("is read by people without --json: figures, what-ifs and a sentence", async () => {
    const { exitCode, stdout } = await quipdeck(["rehearse", "--preset", "launch", "--plan", "hf-free", "--runs", "2"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Launch day: 2 runs");
    expect(stdout).toMatch(/^Keys +1 key with 1,000,000 tokens a month/m);
    expect(stdout).toContain("the lowest to the highest of 2 runs");
    expect(stdout).toMatch(/^answered +\d+ %/m);
    expect(stdout).toMatch(/^ +as it is +one more key +other plan +member pause$/m);
    expect(stdout.trimEnd().split("\n").at(-1)).toMatch(/^The keys answer .*\.$/);
  });

  it("tells the story in three columns", async () => {
    const { exitCode, stdout } = await quipdeck(["rehearse", "--story", "--runs", "2"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/One key, as she had +Two keys, as she mended it +Quipdeck, limits entered/);
    expect(stdout).toMatch(/^last key runs out +1 March 14:\d\d/m);
    expect(stdout).toMatch(/^answered at all +4\d %.* +100 %$/m);
    expect(stdout).toMatch(
      /^Answered at all were 4\d % of the questions with one key, \d\d % with two, and 100 % with/m,
    );
  });

  it("tells the same story whatever the owner has set", async () => {
    const folder = temporaryFolder();
    const story = ["rehearse", "--story", "--json", "--runs", "1"];
    const asItComes = await quipdeck(story, folder);
    await quipdeck(["settings", "set", "behaviour.memberQuestionsPerMinute", "1"], folder);
    await quipdeck(["settings", "set", "memory.turns", "5"], folder);
    expect((await quipdeck(story, folder)).stdout).toBe(asItComes.stdout);
  });

  it("counts by the plan's own figures where these leave out what goes along", async () => {
    const { stdout } = await quipdeck(["rehearse", "--plan", "hf-free-2021", "--runs", "2", "--no-what-ifs"]);
    expect(stdout).toMatch(/^Counted +each message by its own words alone, .* about 33 characters/m);
    expect(stdout.trimEnd().split("\n").at(-1)).toMatch(/^The keys answer all of about \d+ questions\.$/);
  });

  it.each([
    ["no JSON", "{ members: 5", "is not JSON"],
    ["negative members", '{ "members": -5 }', "members: must not be negative"],
    ["a share over 1", '{ "regularShare": 2 }', "regularShare: must be a share from 0 to 1"],
    ["limits of 0", '{ "limits": [{ "window": "hour", "unit": "requests", "amount": 0 }] }', "must be at least 1"],
    ["a misspelt name", '{ "membres": 5 }', 'it knows no "membres"'],
    ["a billion messages", '{ "members": 10000000, "regularShare": 1, "lines": 100 }', "at most 20,000,000"],
  ])("refuses a scenario with %s in a sentence", async (_, text, sentence) => {
    const { exitCode, stdout, stderr } = await quipdeck(["rehearse", "--scenario", fileWith(text)]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe("");
  });

  it.each([
    [["--scenario", "/nowhere/at-all.json"], "cannot be read (ENOENT)"],
    [["--scenario", "/"], "cannot be read (EISDIR)"],
    [["--runs", "-3"], "must be a whole number"],
    [["--runs", "5000"], "runs"],
    [["--preset", "party"], "story"],
    [["--preset", "story", "--scenario", "x.json"], "Give one of them"],
    [["--story", "--preset", "launch"], "option '--story' cannot be used with option '--preset <id>'"],
    [["--story", "--plan", "hf-pro"], "option '--story' cannot be used with option '--plan <id>'"],
  ])("refuses %j in a sentence", async (args, sentence) => {
    const { exitCode, stderr } = await quipdeck(["rehearse", ...args]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(sentence);
  });

  it("ends at once on Ctrl+C", async () => {
    const scenario = fileWith(JSON.stringify({ members: 5000, days: 31, limits: [] }));
    const running = start(["rehearse", "--scenario", scenario, "--runs", "20"], { QUIPDECK_HOME: temporaryFolder() });
    await vi.waitFor(() => expect(readdirSync(`/proc/${running.process.pid}/task`).length).toBeGreaterThan(1));
    setTimeout(() => running.process.kill("SIGINT"), 1500);
    const { exitCode, stderr } = await running.finished;
    expect(exitCode).toBe(1);
    expect(stderr).toContain("The rehearsal was cancelled.");
  });
});
