import { describe, expect, it } from "vitest";
import { describeIssues, settingsSchema } from "../../../src/shared/settings.ts";

describe("the settings", () => {
  it("hold each key once: a list with the same id twice could never be put into order", () => {
    const key = { id: "a1b2c3d4e5f6", label: "Main" };
    const parsed = settingsSchema.safeParse({ keys: [key, { ...key, label: "Again" }] });
    expect(parsed.error && describeIssues(parsed.error)).toBe("keys: must not hold the same id twice");
  });
});
