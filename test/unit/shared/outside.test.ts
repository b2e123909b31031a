import { describe, expect, it } from "vitest";
import { readOutsideConfiguration } from "../../../src/shared/outside.ts";

describe("the configuration from outside", () => {
  it("splits the keys, and takes a blank variable for an absent one", () => {
    const found = readOutsideConfiguration({
      QUIPDECK_HF_KEYS: " hf_a , hf_b,",
      QUIPDECK_MODEL: " ",
      QUIPDECK_PORT: "0",
    });
    expect(found).toMatchObject({ hfKeys: ["hf_a", "hf_b"], model: null, port: 0, autostart: false });
  });

  it.each([
    ["QUIPDECK_PORT", "0x50", /whole number from 0 to 65535/],
    ["QUIPDECK_PORT", "70000", /QUIPDECK_PORT/],
    ["QUIPDECK_DISCORD_TOKEN", "MTAw.G4keT0.abc…def", /holds a character that no secret has/],
    ["QUIPDECK_HF_KEYS", "hf_ab…cd", /holds a character that no secret has/],
    ["QUIPDECK_DISCORD_API", "ftp://127.0.0.1", /QUIPDECK_DISCORD_API/],
    ["QUIPDECK_AUTOSTART", "yes", /QUIPDECK_AUTOSTART/],
    ["QUIPDECK_PANEL_TOKEN", "short", /at least 16 characters/],
  ])("names a wrong %s=%s, and never repeats a secret", (name, value, message) => {
    const refusal = () => readOutsideConfiguration({ [name]: value });
    expect(refusal).toThrow(message);
    if (message.source.includes("secret")) expect(refusal).not.toThrow(value);
  });
});
