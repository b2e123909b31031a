import { describe, expect, it } from "vitest";
import type { NoticeKind } from "../../src/shared/models.ts";
import { startKit } from "../support/engine-kit.ts";
import { perHour } from "../support/forecast-scenes.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { VirtualClock } from "../support/virtual-clock.ts";

const keys = { hf_primary_key_of_no_value_aaaa: {}, hf_spare_key_of_no_value_bbbb: {} };
const amount = 10;

/** The engine with two keys of ten requests an hour each, and a way to ask it many questions. */
async function startWatched(folder: string, clock: VirtualClock) {
  const kit = await startKit({ keys, clock, folder });
  for (const { id } of kit.engine.snapshot().keys) await kit.call("keys/update", { id, limits: [perHour(amount)] });
  const ask = async (count: number) => {
    for (let index = 0; index < count; index += 1) {
      await clock.run(kit.call("playground/reply", { text: `question ${index}` }), { upToMs: 0 });
    }
    await clock.advance(1000);
  };
  const told = async () => {
    const notices = await kit.call("notices/list", {
      kinds: ["limit-near", "key-switch", "all-resting", "key-return"],
    });
    return notices.toReversed().map(({ kind, text }): [NoticeKind, string] => [kind, text]);
  };
  return { ...kit, ask, told };
}

describe("a burst through two keys", () => {
  it("is told step by step, each once, and is known after a restart without being told again", async () => {
    const clock = new VirtualClock("2026-03-14T09:20:00Z");
    const folder = temporaryFolder();
    const kit = await startWatched(folder, clock);
    for (const count of [8, 2, 8, 2, 5]) await kit.ask(count);
    expect(kit.engine.snapshot().keys.map(({ hour }) => hour.requests)).toEqual([amount, amount]);
    await clock.advanceTo("2026-03-14T10:00:01Z");
    const story = [
      ["limit-near", expect.stringMatching(/^"Environment 1" has used 80% of its 10 requests an hour/)],
      ["key-switch", expect.stringMatching(/^"Environment 2" answers now, after "Environment 1"\./)],
      ["limit-near", expect.stringMatching(/^"Environment 2" has used 80% of its 10 requests an hour/)],
      ["all-resting", expect.stringMatching(/^No key can answer now\..*The first is back at 10:00 UTC\.$/)],
      ["key-return", '"Environment 1" answers again; until now no key could.'],
    ];
    expect(await kit.told()).toEqual(story);
    expect(kit.events.filter(({ type }) => type === "notice")).toHaveLength(story.length);
    await kit.engine.close();

    const again = await startWatched(folder, clock);
    await again.ask(1);
    expect(await again.told()).toEqual(story);
    expect(again.engine.snapshot().notices).toHaveLength(story.length);
    expect(again.engine.notices()).toEqual([]);
  });

  it("shows in the forecast of the contract", async () => {
    const clock = new VirtualClock("2026-03-14T09:20:00Z");
    const kit = await startWatched(temporaryFolder(), clock);
    await kit.ask(19);
    expect(await kit.call("quota/forecast")).toMatchObject({
      basis: { requests: 19, isEnough: false },
      ring: { hour: { verdict: "unknown" } },
      sentence: expect.stringContaining("hold 19"),
    });
    await kit.ask(1);
    expect(await kit.call("quota/forecast")).toMatchObject({
      keys: [{ keyLabel: "Environment 1", hour: { verdict: "used-up" } }, { hour: { verdict: "used-up" } }],
      ring: { hour: { verdict: "used-up" }, month: { verdict: "unlimited" } },
      sentence: expect.stringContaining("rests until 10:00 UTC"),
    });
  });
});
