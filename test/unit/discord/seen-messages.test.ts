import { describe, expect, it } from "vitest";
import { SeenMessages } from "../../../src/engine/discord/seen-messages.ts";

describe("the messages that were seen", () => {
  it("are admitted once, until they are forgotten or thousands have come since", () => {
    const seen = new SeenMessages();
    expect([seen.admit("a"), seen.admit("a")]).toEqual([true, false]);
    seen.forget("a");
    expect([seen.admit("a"), seen.admit("a")]).toEqual([true, false]);
    for (let count = 0; count < 5000; count += 1) seen.admit(`${count}`);
    expect(seen.admit("a")).toBe(true);
  });
});
