import { describe, expect, it } from "vitest";
import { moved } from "../../../src/renderer/views/keys/moved.ts";
import {
  asConfigured,
  type ColumnState,
  type ExchangeState,
  questionFor,
  understudyAlone,
} from "../../../src/renderer/views/playground/columns.ts";
import { costWords } from "../../../src/renderer/views/playground/cost-words.ts";
import { keyStatus } from "../../support/panel-data.ts";

const asked = { text: "hello" };

function column(change: Partial<ColumnState["guise"]> = {}, exchanges: ExchangeState[] = []): ColumnState {
  return { id: 0, guise: { ...asConfigured, ...change }, exchanges };
}

describe("a question of the playground", () => {
  it("names only what differs from the bot as it is configured", () => {
    expect(questionFor(column(), null, asked)).toEqual({ ...asked, understudyOnly: false, earlier: [] });
    expect(
      questionFor(column({ personaId: "pip", model: "  m ", answeredBy: "0f9e8d7c6b5a" }), null, asked),
    ).toMatchObject({
      personaId: "pip",
      model: "m",
      keyId: "0f9e8d7c6b5a",
    });
  });

  it("to the understudy alone names no key", () => {
    const question = questionFor(column({ answeredBy: understudyAlone }), null, asked);
    expect(question).toMatchObject({ understudyOnly: true });
    expect(question).not.toHaveProperty("keyId");
  });
});

describe("the cost of an answer", () => {
  const limits = [{ window: "hour" as const, unit: "characters" as const, amount: 10_000 }];
  const usage = { requests: 1, characters: 1240, tokens: 310 };

  it("is measured against the key's limits", () => {
    const key = keyStatus("a1b2c3d4e5f6", "Main", { limits, hour: { requests: 9, characters: 5000, tokens: 1250 } });
    expect(costWords([{ keyId: key.id, usage }], [key])).toEqual([
      "Cost: 1 request, 1,240 characters, 310 tokens. 12 % of 10,000 characters this hour; 4 more like it would fit.",
    ]);
  });

  it("is told for each key that was asked", () => {
    const keys = [keyStatus("a1b2c3d4e5f6", "Main"), keyStatus("0f9e8d7c6b5a", "Club")];
    const refused = { requests: 1, characters: 0, tokens: 0 };
    const costs = [
      { keyId: "a1b2c3d4e5f6", usage: refused },
      { keyId: "0f9e8d7c6b5a", usage },
    ];
    expect(costWords(costs, keys)).toEqual([
      '"Main": 1 request, 0 characters, 0 tokens.',
      '"Club": 1 request, 1,240 characters, 310 tokens.',
    ]);
  });
});

describe("a list whose item is moved", () => {
  it.each([
    [0, 2, "bcad"],
    [3, 0, "dabc"],
    [1, 1, "abcd"],
    [0, 4, "abcd"],
    [0, -1, "abcd"],
  ])("from %i to %i is %s", (from, to, expected) => {
    expect(moved([..."abcd"], from, to).join("")).toBe(expected);
  });
});
