import { describe, expect, it } from "vitest";
import { defaultSettings } from "../../../src/shared/settings.ts";
import { findSetting, valueAt } from "../../../src/shared/settings-path.ts";

describe("the path of a setting", () => {
  it.each(["behaviour.staleAfterMs", "profiles.0.personaId", "privacy"])("leads to %s", (path) => {
    const { holder, name } = findSetting(defaultSettings(), path);
    expect(holder[name]).toBeDefined();
  });

  it("leads to its value, and to none where nothing is kept under it", () => {
    const settings = defaultSettings();
    expect(valueAt(settings, "behaviour.staleAfterMs")).toBe(settings.behaviour.staleAfterMs);
    for (const path of [
      "behaviour.stale",
      "profiles.9.personaId",
      "behaviour.staleAfterMs.seconds",
      "privacy.toString",
    ]) {
      expect(valueAt(settings, path)).toBeUndefined();
    }
  });

  it.each([
    ["behaviour.stale", "staleAfterMs"],
    ["behavior.staleAfterMs", "behaviour"],
    ["behaviour.staleAfterMs.seconds", "nothing, for it is a single value"],
    ["behaviour.constructor", "staleAfterMs"],
    ["", "behaviour"],
  ])("%j that leads nowhere says what there is", (path, known) => {
    expect(() => findSetting(defaultSettings(), path)).toThrow(
      expect.objectContaining({ mend: expect.stringContaining(known) }),
    );
  });
});
