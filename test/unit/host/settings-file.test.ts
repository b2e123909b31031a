import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createSettingsStore } from "../../../src/headless/stores.ts";
import { SettingsFile } from "../../../src/host/settings-file.ts";
import { defaultSettings, type Settings } from "../../../src/shared/settings.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const faster: Settings = { ...defaultSettings(), behaviour: { ...defaultSettings().behaviour, staleAfterMs: 5000 } };

function storeIn(folder: string) {
  return { path: join(folder, "settings.json"), store: createSettingsStore(folder) };
}

describe("the settings file", () => {
  it("starts from the defaults without writing anything", () => {
    const folder = temporaryFolder();
    expect(storeIn(folder).store.load()).toEqual({ settings: defaultSettings(), problem: null });
    expect(readdirSync(folder)).toEqual([]);
  });

  it("gives back after a restart what was saved", () => {
    const folder = temporaryFolder();
    const { store } = storeIn(folder);
    store.load();
    store.save(faster);
    expect(storeIn(folder).store.load()).toEqual({ settings: faster, problem: null });
  });

  it.each([
    ["{ not json", "is not valid JSON"],
    ['{"behaviour":{"staleAfterMs":"soon"}}', "behaviour.staleAfterMs"],
    ['{"behavior":{}}', "behavior"],
  ])("keeps %j aside, says why, and leaves the file as it is", (text, why) => {
    const folder = temporaryFolder();
    const { path, store } = storeIn(folder);
    writeFileSync(path, text);
    const { settings, problem } = store.load();
    expect(settings).toEqual(defaultSettings());
    expect(problem).toContain(why);
    const copy = readdirSync(folder).find((name) => name.startsWith("settings.invalid-")) ?? "";
    expect(problem).toContain(copy);
    expect(readFileSync(join(folder, copy), "utf8")).toBe(text);
    expect(readFileSync(path, "utf8")).toBe(text);
  });

  it("keeps the same broken file once, however often it is read", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "settings.json"), "broken");
    storeIn(folder).store.load();
    storeIn(folder).store.load();
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it("saves over a broken file, whose copy stays", () => {
    const folder = temporaryFolder();
    const { path, store } = storeIn(folder);
    writeFileSync(path, "broken");
    store.load();
    store.save(faster);
    expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(faster);
    const copy = readdirSync(folder).find((name) => name.includes("invalid")) ?? "";
    expect(readFileSync(join(folder, copy), "utf8")).toBe("broken");
  });

  it("does not write over what somebody edited meanwhile", () => {
    const { path, store } = storeIn(temporaryFolder());
    store.load();
    store.save(defaultSettings());
    writeFileSync(path, '{"edited":');
    expect(() => store.save(faster)).toThrow("edited outside");
    expect(readFileSync(path, "utf8")).toBe('{"edited":');
  });

  it("tells of valid settings that somebody else wrote, and saves again from then on", () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { path, store } = storeIn(temporaryFolder());
    store.load();
    const listener = vi.fn();
    const stop = store.onOutsideChange(listener);
    writeFileSync(path, '{"half":');
    vi.advanceTimersByTime(1000);
    writeFileSync(path, JSON.stringify(faster));
    vi.advanceTimersByTime(3000);
    stop();
    expect(listener.mock.calls).toEqual([[faster]]);
    expect(() => store.save(defaultSettings())).not.toThrow();
  });

  it("says what to do when the disk is full", () => {
    const full = {
      set store(_settings: Settings) {
        throw Object.assign(new Error("write failed"), { code: "ENOSPC" });
      },
    };
    const store = new SettingsFile(temporaryFolder(), () => full);
    expect(() => store.save(faster)).toThrow(
      expect.objectContaining({ code: "storage", mend: expect.stringContaining("Free some space") }),
    );
  });
});
