import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createCrashEnd } from "../../../src/host/crash.ts";

let steps: string[];
const health = () => ({ state: "online" as const, online: true, keysReady: 1, queueLength: 0 });

function crashEndWith(close: () => Promise<void>, unlock = () => void steps.push("unlocked")) {
  return createCrashEnd({
    engine: { close, health },
    unlock,
    tell: (sentence) => steps.push(sentence),
    leave: (wasBotUp) => steps.push(`left, bot was up: ${wasBotUp}`),
  });
}

beforeEach(() => {
  steps = [];
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => void vi.useRealTimers());

describe("an error that nobody has caught", () => {
  it("is told by its kind, then the engine is closed, the folder freed and the process left", async () => {
    crashEndWith(async () => void steps.push("closed"))(new TypeError("a secret"));
    await vi.waitFor(() => expect(steps).toHaveLength(4));
    expect(steps).toEqual([expect.stringContaining("(TypeError)"), "closed", "unlocked", "left, bot was up: true"]);
    expect(steps.join()).not.toContain("a secret");
  });

  it("does not keep the process when neither closing nor unlocking works", async () => {
    const refuse = () => {
      throw new RangeError();
    };
    crashEndWith(() => Promise.reject(new TypeError()), refuse)(new Error());
    await vi.waitFor(() => expect(steps.at(-1)).toContain("left"));
    expect(steps).toHaveLength(4);
  });

  it("is not followed by a second end", async () => {
    const end = crashEndWith(async () => undefined);
    end(new Error());
    end(new TypeError());
    await vi.waitFor(() => expect(steps.at(-1)).toContain("left"));
    expect(steps.filter((step) => step.includes("left"))).toHaveLength(1);
  });
});
