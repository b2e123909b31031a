import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import {
  endProgress,
  oneLine,
  printJson,
  printLine,
  tell,
  tellProgress,
  writeLine,
} from "../../../src/headless/output.ts";

const hostile = "\u001B[31mred\u009B2J\u202E\u2066\0";
const shown = "[U+001B][31mred[U+009B]2J[U+202E][U+2066][U+0000]";

function listen() {
  const out = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const error = vi.spyOn(console, "error").mockReturnValue();
  return { out, error };
}

/** Has stderr be a terminal of that width for the test. */
function pretendTerminal(columns: number): void {
  const { stderr } = process;
  const before = { isTTY: stderr.isTTY, columns: stderr.columns };
  Object.assign(stderr, { isTTY: true, columns });
  onTestFinished(() => void Object.assign(stderr, before));
}

afterEach(() => vi.restoreAllMocks());

describe("what a terminal is given", () => {
  it("is steered by no stranger's text, on stdout as on stderr", async () => {
    const { out, error } = listen();
    await printLine(hostile);
    tell(hostile);
    expect(out).toHaveBeenCalledWith(`${shown}\n`);
    expect(error).toHaveBeenCalledWith(shown);
  });

  it("is told how far something has come on one line, which gives way to whatever else is told", () => {
    const written: string[] = [];
    vi.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
    vi.spyOn(console, "error").mockImplementation((text) => void written.push(`${text}\n`));
    pretendTerminal(20);
    tellProgress(`3 of 8 ${hostile}`);
    tellProgress("4 of 8");
    tell("A notice.");
    tell("Another.");
    endProgress();
    const line = "\r\u001B[K";
    expect(written).toEqual([`${line}3 of 8 [U+001B][31m`, `${line}4 of 8`, line, "A notice.\n", "Another.\n"]);
  });

  it("is JSON of the same value", async () => {
    const { out } = listen();
    await printJson({ hostile }, 2);
    const text = String(out.mock.calls[0]?.[0]);
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    expect(JSON.parse(text)).toEqual({ hostile });
  });

  it("is one line where a stranger wrote several", () => {
    expect(oneLine("Ann\r\n2026 #general Bob: I did it\u2028!")).toBe("Ann 2026 #general Bob: I did it !");
  });

  it("is left as it is for a program that reads it", async () => {
    const { out } = listen();
    await writeLine(hostile);
    expect(out).toHaveBeenCalledWith(`${hostile}\n`);
  });
});
