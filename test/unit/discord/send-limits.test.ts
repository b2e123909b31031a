import { describe, expect, it } from "vitest";
import { readSendLimit, SendLimits } from "../../../src/engine/discord/send-limits.ts";

const told = new Headers({ "X-RateLimit-Limit": "5", "X-RateLimit-Remaining": "4" });
const send = { method: "POST", path: "/channels/300000000000000001/messages" };

describe("a channel's send limit", () => {
  it("is what Discord tells with each answer to a send", () => {
    const limit = readSendLimit(send, told);
    expect(limit).toEqual({ channelId: "300000000000000001", messages: 5 });
    const limits = new SendLimits();
    expect(limits.of("300000000000000001")).toBeNull();
    if (limit) limits.learn(limit);
    limits.learn({ channelId: "300000000000000001", messages: 3 });
    expect(limits.of("300000000000000001")).toBe(3);
  });

  it.each([
    ["another request", { method: "GET", path: send.path }, told],
    ["another route", { method: "POST", path: "/channels/300000000000000001/typing" }, told],
    ["an answer without a limit", send, new Headers()],
  ])("is not told by %s", (_, request, headers) => {
    expect(readSendLimit(request, headers)).toBeNull();
  });
});
