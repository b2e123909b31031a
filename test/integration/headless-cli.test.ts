import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Finished, run, start } from "../support/command-line.ts";
import { FakeInference } from "../support/fake-inference.ts";
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
    [["estimate", "--regular-share", "5"], "--regular-share: Too big: expected number to be <=1"],
    [["estimate", "--members", "many"], "--members"],
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
      "--overhead-characters",
      "66.68",
    ];
    expect(JSON.parse((await quipdeck(args)).stdout)).toMatchObject({
      queriesPerHour: 10,
      queriesPerMonth: 10,
      charactersPerQuery: 100,
    });
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
