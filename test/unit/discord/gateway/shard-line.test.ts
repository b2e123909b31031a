import { describe, expect, it } from "vitest";
import { DiscordFault } from "../../../../src/engine/discord/faults.ts";
import { ShardLine } from "../../../../src/engine/discord/gateway/shard-line.ts";

interface Adder {
  add(one: number, other: number): Promise<number>;
  note(text: string): void;
  fail(): Promise<void>;
}

/** A line whose frames go the way of JSON, as between processes. */
function lineTo(local: Adder) {
  const frames: string[] = [];
  const cross = (frame: object) => {
    frames.push(JSON.stringify(frame));
    return JSON.parse(JSON.stringify(frame));
  };
  const far: ShardLine<Record<never, never>, Adder> = new ShardLine((frame) => near.hear(cross(frame)), local);
  const near: ShardLine<Adder, Record<never, never>> = new ShardLine((frame) => far.hear(cross(frame)), {});
  return { near, frames };
}

function adder(fault: Error = new DiscordFault("close-4004", null)) {
  const notes: string[] = [];
  const local: Adder = {
    add: async (one, other) => one + other,
    note: (text) => notes.push(text),
    fail: () => Promise.reject(fault),
  };
  return { ...lineTo(local), notes };
}

describe("the line between the bot's process and a shard's", () => {
  it("carries a question and its answer, several at once", async () => {
    const { near } = adder();
    expect(await Promise.all([near.ask("add", 1, 2), near.ask("add", 3, 4)])).toEqual([3, 7]);
  });

  it("carries what nobody answers in one frame", () => {
    const { near, notes, frames } = adder();
    near.tell("note", "hello");
    expect(notes).toEqual(["hello"]);
    expect(frames).toHaveLength(1);
  });

  it("carries Discord's refusal by its code, so that it means the same on this side", async () => {
    const { near } = adder();
    await expect(near.ask("fail")).rejects.toMatchObject({ faultCode: "close-4004", isFatal: true });
  });

  it("carries nothing of an error that was not written for people", async () => {
    const { near, frames } = adder(new TypeError("a-secret"));
    await expect(near.ask("fail")).rejects.toMatchObject({ faultCode: "shard" });
    expect(frames.join()).not.toContain("a-secret");
  });

  it("has nobody wait for an answer that cannot come any more", async () => {
    const near: ShardLine<Adder, Record<never, never>> = new ShardLine(() => undefined, {});
    const asked = near.ask("add", 1, 2);
    near.close();
    await expect(asked).rejects.toMatchObject({ faultCode: "shard" });
    await expect(near.ask("add", 1, 2)).rejects.toMatchObject({ faultCode: "shard" });
  });

  it("lets discord.js's own messages pass", () => {
    const { near } = adder();
    for (const message of [null, "text", { _ready: true }]) near.hear(message);
  });
});
