import { describe, expect, it, vi } from "vitest";
import { mayOpenOutside } from "../../../src/main/hardening.ts";

vi.mock("electron", () => ({ app: {}, session: {}, shell: {}, net: {}, protocol: {} }));

describe("links out of the app", () => {
  it.each(["https://discord.com/developers", "https://support.discord.com/x", "https://huggingface.co/settings"])(
    "open %s",
    (address) => expect(mayOpenOutside(address)).toBe(true),
  );

  it.each([
    "http://discord.com/",
    "https://discord.com.evil.example/",
    "https://evildiscord.com/",
    "https://discord.com@evil.example/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "",
  ])("do not open %j", (address) => expect(mayOpenOutside(address)).toBe(false));
});
