import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createRedactor } from "../../src/engine/log/redact.ts";
import { openStores } from "../../src/engine/storage/stores.ts";
import { createSystemClock } from "../../src/host/system-clock.ts";
import { planPresets, trafficPresets } from "../../src/shared/quota-presets.ts";
import { type Finished, run, start } from "../support/command-line.ts";
import { FakeInference } from "../support/fake-inference.ts";
import { sampleMessage } from "../support/log-samples.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** Runs a command in a data folder of its own. */
function quipdeck(args: string[], input: string | Buffer = "", folder = temporaryFolder()): Promise<Finished> {
  return run(args, { QUIPDECK_HOME: folder }, input);
}

describe("wrong usage", () => {
  it.each([
    [["dance"], "dance"],
    [[], "Usage"],
    [["serve", "--port", "many"], "0 to 65535"],
    [["settings", "set", "behaviour.staleAfterMs"], "json"],
    [["settings", "set", "inference.model", "unquoted"], "double quotes"],
    [["log", "--notices", "--follow"], "cannot be used with"],
    [["estimate", "--regular-share", "5"], "--regular-share: must be a share from 0 to 1"],
    [["estimate", "--members", "-1"], "--members: must not be negative"],
    [["estimate", "--window-hours", "0"], "--window-hours: must be more than 0"],
    [["estimate", "--monthly-characters", "0"], "--monthly-characters: must be at least 1"],
    [
      ["estimate", "--limit", "0/requests/hour"],
      "'--limit <amount/unit/window>' argument '0/requests/hour' is invalid",
    ],
    [["estimate", "--limit", "300/requests"], "as in 300/requests/hour"],
    [["estimate", "--limit", "1/tokens/day", "--limit", "2/tokens/day"], "--limit: must not hold the same"],
    [["estimate", "--preset", "party"], "Allowed choices are story, quiet, launch, stream"],
    [["estimate", "--plan", "gold"], "Allowed choices are hf-free-2021"],
    [["estimate", "--members", "many"], "--members: must be a number"],
    [["estimate", "--members", ""], "--members"],
    [["estimate", "--members", "0x10"], "--members"],
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

  it("writes one line for each, whatever stands in it", async () => {
    const lines = ["a\rb", "a\u2028b\u0085c\vd", "", "crlf\r", " ", "\r", "x 😀".repeat(250_000), "last"];
    const plain = await quipdeck(["sanitize"], lines.join("\n"));
    const written = plain.stdout.split("\n");
    expect(written).toHaveLength(lines.length + 1);
    expect([written[0], written[3], written[5], written[7], written[8]]).toEqual(["a b", "crlf", "", "last", ""]);
    expect(written[1]).toMatch(/^a[ ]?b[ ]?c[ ]?d$/);
    expect(plain.stdout).not.toMatch(/[\r\v\f\u0085\u2028\u2029]/);
    const json = await quipdeck(["sanitize", "--json"], lines.join("\n"));
    expect(
      json.stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).input),
    ).toEqual(lines.map((line) => line.replace(/\r$/, "")));
  });

  it("keeps lines apart where the owner lets white space stay", async () => {
    const folder = temporaryFolder();
    await quipdeck(["settings", "set", "sanitizer.whitespace", "false"], "", folder);
    expect((await quipdeck(["sanitize"], "a\r\rb\nc\n", folder)).stdout).toBe("a b\nc\n");
  });

  it("takes bytes that are no text for what they are", async () => {
    const bytes = Buffer.from([0x61, 0xff, 0x0a, 0xed, 0xa0, 0xbd, 0x62, 0x0a, 0xf0, 0x9f, 0x98]);
    const { exitCode, stdout } = await quipdeck(["sanitize"], bytes);
    expect(exitCode).toBe(0);
    expect(stdout.split("\n")).toHaveLength(4);
    expect(stdout.isWellFormed()).toBe(true);
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

describe("reply", () => {
  /** Asks with a key whose every request the service finds wrong. */
  async function askInVain(whenResting: "understudy" | "announce"): Promise<Finished> {
    const secret = "hf_key_of_no_value_aaaa";
    const inference = await FakeInference.start({ keys: { [secret]: { always: "bad-request" } } });
    onTestFinished(() => inference.close());
    const folder = temporaryFolder();
    await quipdeck(["settings", "set", "inference.whenResting", JSON.stringify(whenResting)], "", folder);
    const outside = { QUIPDECK_HF_KEYS: secret, QUIPDECK_HF_ENDPOINT: inference.url };
    return run(["reply", "--json", "hello"], { QUIPDECK_HOME: folder, ...outside });
  }

  it("ends with 0 when the understudy answered, and still tells what failed", async () => {
    const { exitCode, stdout, stderr } = await askInVain("understudy");
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "understudied", responder: "understudy" });
    expect(stderr).toContain("model");
    expect(exitCode).toBe(0);
  });

  it("ends with 1 when nobody answered", async () => {
    const { exitCode, stdout, stderr } = await askInVain("announce");
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "failed", responder: "none" });
    expect(stderr).toContain("model");
    expect(exitCode).toBe(1);
  });

  it("ends with 0 when nothing was asked", async () => {
    const { exitCode, stdout } = await quipdeck(["reply", "😀"]);
    expect(stdout).toBe("(no answer: nothing-left)\n");
    expect(exitCode).toBe(0);
  });
});

describe("log", () => {
  it("says that there is nothing to print, beside what a program reads", async () => {
    expect(await quipdeck(["log"])).toMatchObject({ exitCode: 0, stdout: "", stderr: "No message is logged yet.\n" });
    const searched = await quipdeck(["log", "--json", "--search", "tea"]);
    expect(searched).toMatchObject({ stdout: "", stderr: "No logged message matches the search.\n" });
  });
});

describe("estimate", () => {
  const estimateOf = async (...args: string[]) => JSON.parse((await quipdeck(["estimate", "--json", ...args])).stdout);

  it("tells the story: the hour fits, the month does not", async () => {
    expect(await estimateOf()).toMatchObject({
      queriesPerHour: 250,
      queriesPerMonth: 15_000,
      hourlyCapacity: 300,
      monthlyCapacity: 900,
      hourlyVerdict: "fits",
      monthlyVerdict: "exceeds",
      keysNeeded: 17,
    });
  });

  it("takes every figure from a flag", async () => {
    const audience = ["--members", "100", "--lines", "2", "--window-hours", "1", "--days", "1", "--keys", "3"];
    expect(await estimateOf(...audience, "--overhead-characters", "66.68")).toMatchObject({
      queriesPerHour: 10,
      queriesPerMonth: 10,
      charactersPerQuery: 100,
    });
  });

  it("takes limits in any unit and window in place of the story's, and characters beside them", async () => {
    const limits = ["--limit", "400/requests/day", "--limit", "2000/tokens/hour"];
    const capacities = { hourlyCapacity: 240, dailyCapacity: 400, monthlyCapacity: null };
    expect(await estimateOf(...limits)).toMatchObject(capacities);
    expect(await estimateOf(...limits, "--monthly-characters", "3332")).toMatchObject({ monthlyCapacity: 100 });
    expect(await estimateOf("--monthly-characters", "3332")).toMatchObject({
      hourlyCapacity: 300,
      monthlyCapacity: 100,
    });
  });

  it("begins with a preset and a plan, whose figures a flag may change", async () => {
    const stream = ["--preset", "stream", "--plan", "hf-pro"];
    expect(await estimateOf(...stream)).toMatchObject({ queriesPerHour: 300, hourlyCapacity: null });
    expect(await estimateOf(...stream, "--lines", "12")).toMatchObject({ queriesPerHour: 600 });
    expect(await estimateOf(...stream, "--limit", "60/requests/hour")).toMatchObject({ hourlyCapacity: 60 });
  });

  it("counts what goes along with each message, where the plan does", async () => {
    const free = ["--plan", "hf-free"];
    expect(await estimateOf(...free)).toMatchObject({ charactersPerQuery: 1233.32, monthlyVerdict: "exceeds" });
    expect(await estimateOf(...free, "--overhead-characters", "0")).toMatchObject({ monthlyVerdict: "fits" });
    const { stdout } = await quipdeck(["estimate", ...free]);
    expect(stdout).toMatch(/^Counted {2}each message with 1,200 characters added$/m);
  });

  it("tells a person what it goes by, with the plan's date, and what to do", async () => {
    const { stdout } = await quipdeck(["estimate"]);
    expect(stdout).toContain("10,000 characters an hour and 30,000 characters a month, for each key");
    expect(stdout).toMatch(/^Plan {5}.*\(2021\).*Check yours\.$/m);
    expect(stdout).toMatch(/^Hour {8}250 {3}300 {2}fits$/m);
    expect(stdout).toMatch(/^Holds the hour, runs dry on the 2nd day of the month; 17 keys/m);
  });

  it("names every preset and plan in its help", async () => {
    const { stdout } = await quipdeck(["estimate", "--help"]);
    for (const { id } of [...trafficPresets, ...planPresets]) expect(stdout).toMatch(new RegExp(`^  ${id} `, "m"));
  });
});

describe("estimate --from-log", () => {
  /** A data folder whose log holds so many questions of four members, in one hour of today. */
  function folderWithQuestions(count: number): string {
    const folder = temporaryFolder();
    const clock = createSystemClock();
    const redactor = createRedactor();
    const stores = openStores({
      file: join(folder, "quipdeck.db"),
      clock,
      redactor,
      onTrouble: () => expect.unreachable(),
    });
    const at = clock.now();
    for (let index = 0; index < count; index += 1) {
      stores.log.append(sampleMessage({ at, authorId: `60000000000000000${index % 4}`, sanitized: "tea or cocoa?" }));
    }
    stores.close();
    return folder;
  }

  it("goes by the bot's own traffic, which flags may change", async () => {
    const folder = folderWithQuestions(60);
    const { stdout } = await quipdeck(["estimate", "--from-log"], "", folder);
    expect(stdout).toContain("60 questions of 4 members");
    expect(stdout).toContain("60 messages a day of 13 characters each");
    const flags = ["--members", "1000", "--regular-share", "0.1"];
    const json = await quipdeck(["estimate", "--from-log", "--json", ...flags], "", folder);
    // Fifteen lines of each member a day, by a hundred of them.
    expect(JSON.parse(json.stdout)).toMatchObject({ queriesPerDay: 1500, queriesPerHour: 1500 });
  });

  it("lends its traffic to a rehearsal too", async () => {
    const folder = folderWithQuestions(60);
    const env = { QUIPDECK_HOME: folder, QUIPDECK_HF_KEYS: "hf_of_no_value_1,hf_of_no_value_2" };
    const { stdout } = await run(["rehearse", "--from-log", "--runs", "1", "--json"], env);
    const { scenario } = JSON.parse(stdout);
    expect(scenario).toMatchObject({ name: "Your own log", members: 4, lines: 15, keys: 2, limitsAreKnown: false });
    expect(scenario.hourWeights.filter((weight: number) => weight > 0)).toEqual([1]);
    const empty = await quipdeck(["rehearse", "--from-log"]);
    expect(empty.stderr).toContain("The log holds no question to the bot yet.");
  });

  it("says that the log holds too little, and how much is needed", async () => {
    const empty = await quipdeck(["estimate", "--from-log"]);
    expect(empty).toMatchObject({ exitCode: 1, stdout: "" });
    expect(empty.stderr).toContain("The log holds no question to the bot yet.");
    const few = await quipdeck(["estimate", "--from-log"], "", folderWithQuestions(7));
    expect(few.exitCode).toBe(1);
    expect(few.stderr).toContain("7 questions of 4 members");
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
