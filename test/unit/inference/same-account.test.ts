import { describe, expect, it } from "vitest";
import { keyNamed, RingBench } from "../../support/inference-kit.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

/** Two keys that have answered this month, unless a test wants otherwise. */
function bench({ secondAnswered = true } = {}) {
  const clock = new VirtualClock();
  const ring = new RingBench(clock, [keyNamed("first"), keyNamed("second")]);
  ring.succeed(ring.lease());
  if (secondAnswered) ring.ledger.add("second", { requests: 1, characters: 100, tokens: 25 });
  const spend = () => ring.fail(ring.lease(), { status: 402 });
  return { clock, ring, spend };
}

describe("two keys", () => {
  it("whose credits run out together look like one account's, with the evidence on both", async () => {
    const { clock, ring, spend } = bench();
    spend();
    await clock.advance(4000);
    spend();
    const evidence = (label: string) =>
      `Its credits ran out 4 s from those of "${label}": the two look like one account's, with one quota for both.`;
    expect(ring.state("first").sameAccount).toBe(evidence("second"));
    expect(ring.state("second").sameAccount).toBe(evidence("first"));
  });

  it.each([
    ["one alone is spent", async ({ spend }: ReturnType<typeof bench>) => spend()],
    [
      "they run out an hour apart",
      async ({ spend, clock }: ReturnType<typeof bench>) => {
        spend();
        await clock.advance(3_600_000);
        spend();
      },
    ],
    [
      "they are refused for another reason",
      async ({ ring }: ReturnType<typeof bench>) => {
        ring.fail(ring.lease(), { status: 403 });
        ring.fail(ring.lease(), { status: 403 });
      },
    ],
  ])("are told nothing of where %s", async (_case, play) => {
    const played = bench();
    await play(played);
    expect(played.ring.ring.statuses().flatMap(({ sameAccount }) => sameAccount ?? [])).toEqual([]);
  });

  it("are told nothing of where one had answered nothing this month: it may have been empty before", () => {
    const { ring, spend } = bench({ secondAnswered: false });
    spend();
    spend();
    expect(ring.state("first")).not.toHaveProperty("sameAccount");
  });

  it("are told nothing of where only the owner's own limits are used up", () => {
    const limits = [{ window: "month" as const, unit: "requests" as const, amount: 1 }];
    const ring = new RingBench(new VirtualClock(), [keyNamed("first", { limits }), keyNamed("second", { limits })]);
    ring.succeed(ring.lease());
    ring.succeed(ring.lease());
    expect(ring.state("second")).toMatchObject({ state: "spent" });
    expect(ring.state("second")).not.toHaveProperty("sameAccount");
  });
});
