import { describe, expect, it } from "vitest";
import { FailureChannel } from "../../../src/engine/discord/failure-channel.ts";
import { DiscordFault } from "../../../src/engine/discord/faults.ts";
import type { Failure } from "../../../src/shared/models.ts";
import { sampleFailure } from "../../support/log-samples.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

function benchOf() {
  const clock = new VirtualClock();
  const posts: string[] = [];
  const troubles: string[] = [];
  const state = { channelId: "1" as string | null, fault: null as DiscordFault | null };
  const channel = new FailureChannel({
    clock,
    channelId: () => state.channelId,
    post: async (_channelId, text) => {
      if (state.fault) throw state.fault;
      posts.push(text);
    },
    onTrouble: (sentence) => troubles.push(sentence),
  });
  return { clock, posts, troubles, state, channel };
}

function failure(change: Partial<Failure> = {}): Failure {
  const facts = sampleFailure({ cause: "a", summary: "No key answered.", mend: "Add a key.", channelName: "general" });
  return { ...facts, id: 1, resolvedAt: null, ...change };
}

describe("the owner's channel for failures", () => {
  it("hears of what failed together in one message, each kind counted, without anybody's words", async () => {
    const { clock, posts, channel } = benchOf();
    channel.tell([failure({ content: "a member's words" }), failure({ channelName: "games" })]);
    channel.tell([failure({ cause: "b", summary: "The thread is archived.", mend: "Wait.", channelName: null })]);
    await clock.advance(2000);
    expect(posts).toEqual(["2 × No key answered. (`#general`, `#games`) Add a key.\nThe thread is archived. Wait."]);
  });

  it("makes nothing of what a member calls a thread", async () => {
    const { clock, posts, channel } = benchOf();
    channel.tell([failure({ channelName: "` [prize](https://evil.example) @everyone\u202E" })]);
    await clock.advance(2000);
    expect(posts[0]).toContain("(`#' [prize](https://evil.example) @everyone[U+202E]`)");
  });

  it("hears once a minute at most", async () => {
    const { clock, posts, channel } = benchOf();
    channel.tell([failure()]);
    await clock.advance(2000);
    channel.tell([failure()]);
    channel.tell([failure()]);
    await clock.advance(59_999);
    expect(posts).toHaveLength(1);
    await clock.advance(1);
    expect(posts[1]).toMatch(/^2 × /);
  });

  it("hears nothing of what is resolved, or while the owner has chosen no channel", async () => {
    const { clock, posts, state, channel } = benchOf();
    channel.tell([failure({ resolvedAt: 1 })]);
    state.channelId = null;
    channel.tell([failure()]);
    await clock.advance(120_000);
    expect(posts).toEqual([]);
  });

  it("fits into one message, however many kinds there are", async () => {
    const { clock, posts, channel } = benchOf();
    channel.tell(Array.from({ length: 60 }, (_, place) => failure({ cause: `${place}`, summary: "x".repeat(90) })));
    await clock.advance(2000);
    expect(posts[0]?.length).toBeLessThanOrEqual(2000);
    expect(posts[0]).toMatch(/\n\d+ more under Failures\.$/);
  });

  it("that cannot be written to is told of once, with the mend", async () => {
    const { clock, posts, troubles, state, channel } = benchOf();
    state.fault = new DiscordFault("50013", 403);
    for (let round = 0; round < 3; round += 1) {
      channel.tell([failure()]);
      await clock.advance(60_000);
    }
    expect(troubles).toEqual([expect.stringMatching(/could not be told .* Give its role/)]);
    state.fault = null;
    channel.tell([failure()]);
    await clock.advance(60_000);
    expect(posts).toHaveLength(1);
  });
});
