import { describe, expect, it } from "vitest";
import { LiveSettings } from "../../src/engine/live-settings.ts";
import type { SettingsStore } from "../../src/engine/ports.ts";
import { defaultSettings, type Settings } from "../../src/shared/settings.ts";

function storeInMemory(): SettingsStore & { saved: Settings[] } {
  const saved: Settings[] = [];
  return {
    saved,
    load: () => ({ settings: defaultSettings(), problem: null }),
    save: (settings) => {
      saved.push(settings);
    },
  };
}

describe("changing a setting by its path", () => {
  it("saves the whole and tells the listeners", () => {
    const store = storeInMemory();
    const settings = new LiveSettings(store);
    const heard: number[] = [];
    settings.onChange(({ behaviour }) => heard.push(behaviour.staleAfterMs));
    settings.set("behaviour.staleAfterMs", 30_000);
    expect(settings.current.behaviour.staleAfterMs).toBe(30_000);
    expect(store.saved.map(({ behaviour }) => behaviour.staleAfterMs)).toEqual([30_000]);
    expect(heard).toEqual([30_000]);
  });

  it("reaches into lists", () => {
    const settings = new LiveSettings(storeInMemory());
    settings.set("profiles.1.answerChannelIds", ["123456789012345678"]);
    expect(settings.current.profiles[1]?.answerChannelIds).toEqual(["123456789012345678"]);
  });

  it.each([
    ["behaviour.staleAfterMs", "soon", /behaviour\.staleAfterMs/],
    ["inference.whenResting", "panic", /understudy.*announce/],
    ["activeProfileId", "nobody", /must be one of production, development/],
  ])("refuses %s = %j and says what is allowed", (path, value, message) => {
    const store = storeInMemory();
    const settings = new LiveSettings(store);
    expect(() => settings.set(path, value)).toThrow(message);
    expect(store.saved).toEqual([]);
    expect(settings.current).toEqual(defaultSettings());
  });

  it("takes an object with everything left out for its defaults", () => {
    const settings = new LiveSettings(storeInMemory());
    settings.set("behaviour.staleAfterMs", 30_000);
    expect(settings.set("behaviour", {}).behaviour).toEqual(defaultSettings().behaviour);
  });

  it("names the known settings where one is misspelt", () => {
    const settings = new LiveSettings(storeInMemory());
    const refusal = () => settings.set("behaviour.staleAfter", 1);
    expect(refusal).toThrow('There is no setting "behaviour.staleAfter".');
    expect(refusal).toThrow(expect.objectContaining({ mend: expect.stringContaining("staleAfterMs") }));
  });

  it("does not reach the prototype", () => {
    const settings = new LiveSettings(storeInMemory());
    expect(() => settings.set("__proto__.polluted", true)).toThrow("There is no setting");
    expect(() => settings.set("constructor", 1)).toThrow("There is no setting");
  });
});
