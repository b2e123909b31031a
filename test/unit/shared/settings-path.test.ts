import { describe, expect, it } from "vitest";
import { defaultSettings } from "../../../src/shared/settings.ts";
import { findSetting } from "../../../src/shared/settings-path.ts";

describe("the path of a setting", () => {
  it.each(["behaviour.staleAfterMs", "profiles.0.personaId", "privacy"])("leads to %s", (path) => {
    const { holder, name } = findSetting(defaultSettings(), path);
    expect(holder[name]).toBeDefined();
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
