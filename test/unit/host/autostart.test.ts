import { describe, expect, it, vi } from "vitest";
import { autostart } from "../../../src/host/autostart.ts";

const started = vi.fn(async () => ({ ok: true as const, value: null }));

describe("the bot that starts with its host", () => {
  it("is not started while defaults stand in for broken settings, and the owner hears why", async () => {
    const told: string[] = [];
    const settingsProblem = () => "settings.json is not valid JSON.";
    await autostart({ dispatch: started, settingsProblem }, (sentence) => told.push(sentence));
    expect(started).not.toHaveBeenCalled();
    expect(told).toEqual([expect.stringMatching(/not started.*settings\.json is not valid JSON\./)]);
  });

  it("is started with valid settings", async () => {
    await autostart({ dispatch: started, settingsProblem: () => null }, expect.fail);
    expect(started).toHaveBeenCalledWith("bot/start", undefined);
  });
});
