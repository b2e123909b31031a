import { describe, expect, it } from "vitest";
import { nodeProblem } from "../../../src/headless/node-version.ts";

describe("the Node that the command line runs under", () => {
  it.each(["22.12.0", "22.20.1", "24.0.0", "25.1.0-nightly"])("may be %s", (version) => {
    expect(nodeProblem(version)).toBeNull();
  });

  it.each(["20.20.2", "22.11.0"])("is refused in a sentence where it is %s", (version) => {
    expect(nodeProblem(version)).toBe(
      `Quipdeck needs Node 22.12 or newer, and this is ${version}: start it with "npm run -s quipdeck --", which brings its own.`,
    );
  });
});
