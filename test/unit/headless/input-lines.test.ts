import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { inputLines } from "../../../src/headless/input-lines.ts";

async function linesOf(...chunks: (string | Buffer)[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of inputLines(Readable.from(chunks, { objectMode: false }))) lines.push(line);
  return lines;
}

describe("lines from standard input", () => {
  it.each([
    ["a\nb\n", ["a", "b"]],
    ["a\r\nb", ["a", "b"]],
    ["\n\n", ["", ""]],
    ["", []],
    ["one\u2028line\rstill", ["one\u2028line\rstill"]],
  ])("%j are %j", async (text, lines) => {
    expect(await linesOf(Buffer.from(text))).toEqual(lines);
  });

  it("survive a character that is cut in two", async () => {
    const bytes = Buffer.from("né\n");
    expect(await linesOf(bytes.subarray(0, 2), bytes.subarray(2))).toEqual(["né"]);
  });
});
