import { describe, expect, it } from "vitest";
import { draftInWords, draftsOf, putBack } from "../../../src/renderer/components/limit-drafts.ts";
import { takenBack } from "../../../src/renderer/state/taken-back.ts";
import { UndoStack } from "../../../src/renderer/state/undo-stack.ts";
import { inOrderOf } from "../../../src/renderer/views/keys/moved.ts";
import { beginDraft, changeDraft, emptyPersona } from "../../../src/renderer/views/personas/persona-draft.ts";
import {
  asConfigured,
  type ColumnState,
  type ExchangeState,
  withColumn,
  withEarlier,
} from "../../../src/renderer/views/playground/columns.ts";
import { lostByRebooting, lostByStopping } from "../../../src/shared/bot-stop.ts";

function stackOf(...texts: string[]) {
  const undone: string[] = [];
  const refused: unknown[] = [];
  const stack = new UndoStack((thrown) => refused.push(thrown));
  const withdrawals = texts.map((text) => stack.offer({ text, undo: () => undone.push(text) }));
  return { stack, undone, refused, withdrawals };
}

describe("what can be taken back", () => {
  it("is taken back one by one, the newest first, and is told of afterwards", async () => {
    const { stack, undone } = stackOf("a", "b");
    await stack.takeBack();
    expect([undone, stack.getState().takenBack?.text]).toEqual([["b"], "b"]);
    await stack.takeBack();
    await stack.takeBack();
    expect(undone).toEqual(["b", "a"]);
  });

  it("may be withdrawn by whoever offered it, or let go with all before it", async () => {
    const { stack, undone, withdrawals } = stackOf("a", "b", "c");
    withdrawals[1]?.();
    withdrawals[1]?.();
    expect(stack.getState().steps.map(({ text }) => text)).toEqual(["a", "c"]);
    const [first, second] = stack.getState().steps;
    if (!first || !second) throw new Error("both steps are offered");
    stack.forget(first);
    expect(stack.getState().steps).toEqual([second]);
    stack.forget(second);
    await stack.takeBack();
    expect(undone).toEqual([]);
  });

  it("is no more than twenty steps", () => {
    const { stack } = stackOf(...Array.from({ length: 25 }, (_, index) => `${index}`));
    expect(stack.getState().steps.map(({ text }) => text)).toEqual(Array.from({ length: 20 }, (_, i) => `${i + 5}`));
  });

  it("says why where that is refused, and that nothing was taken back", async () => {
    const { stack, refused } = stackOf();
    stack.offer({ text: "a", undo: () => Promise.reject(new Error("no")) });
    await stack.takeBack();
    expect(refused).toEqual([new Error("no")]);
    expect(stack.getState()).toEqual({ steps: [], takenBack: null });
  });

  it("does not say that it was taken back where the refusal was told elsewhere", async () => {
    const { stack, refused } = stackOf();
    stack.offer({ text: "a", undo: () => Promise.resolve(false) });
    await stack.takeBack();
    expect([refused, stack.getState().takenBack]).toEqual([[], null]);
  });
});

it("figures that were put in place of others go back, without what was typed since", () => {
  const before = { name: "own", bot: { turns: 3, mentionOnly: true }, limits: [1, 2] };
  const after = { name: "preset", bot: { turns: 8, mentionOnly: true }, limits: [300] };
  const now = { name: "preset", bot: { turns: 8, mentionOnly: false }, limits: [300, 400] };
  expect(takenBack(now, after, before)).toEqual({
    name: "own",
    bot: { turns: 3, mentionOnly: false },
    limits: [300, 400],
  });
  expect(takenBack(after, after, before)).toEqual(before);
});

describe("a limit that was removed", () => {
  const limits = draftsOf([
    { window: "hour", unit: "requests", amount: 300 },
    { window: "day", unit: "tokens", amount: 5000 },
  ]);

  it("stands at its place again, apart from one that took its row meanwhile", () => {
    const [first, second] = limits;
    if (!first || !second) throw new Error("two limits");
    expect(putBack([second], first, 0)).toEqual(limits);
    const taken = { ...first, row: 1, amount: 7 };
    expect(putBack([first, taken], second, 2).map(({ row }) => row)).toEqual([0, 1, 2]);
  });

  it("is named by its amount, where it has one", () => {
    expect(limits.map(draftInWords)).toEqual(["300 requests in an hour", "5,000 tokens in a day"]);
    expect(draftInWords({ row: 0, window: "month", unit: "characters", amount: "" })).toBe("characters in a month");
  });
});

it("keys go back to their order, without those that are gone and with what came since at the end", () => {
  const keys = (...ids: string[]) => ids.map((id) => ({ id }));
  expect(inOrderOf(keys("new", "c", "a"), keys("a", "b", "c"))).toEqual(keys("a", "c", "new"));
});

it("a line of a persona stands at its place again with what was typed in it", () => {
  const begun = beginDraft({ persona: { ...emptyPersona, fallbacks: ["one", "two"] }, isNew: true });
  const [line] = begun.fallbacks;
  if (!line) throw new Error("a line");
  const without = changeDraft(begun, { type: "remove", list: "fallbacks", row: line.row });
  const again = changeDraft(without, { type: "put-back", list: "fallbacks", place: 0, line });
  expect(again.fallbacks).toEqual(begun.fallbacks);
});

describe("a chat of the playground", () => {
  const exchange = (run: number, isOver = true): ExchangeState => ({
    ...{ run, text: `question ${run}`, progress: null, answer: null },
    error: isOver ? { code: "unavailable", message: "No.", mend: "Wait." } : null,
  });
  const column = (id: number, ...exchanges: ExchangeState[]): ColumnState => ({ id, guise: asConfigured, exchanges });
  const runsOf = (columns: ColumnState[]) => columns.map(({ exchanges }) => exchanges.map(({ run }) => run));

  it("comes back above what was said since it was emptied", () => {
    const now = [column(0, exchange(3)), column(1)];
    expect(runsOf(withEarlier(now, [column(0, exchange(1), exchange(2))]))).toEqual([[1, 2, 3], []]);
  });

  it("that was closed comes back without the question that closing it cancelled, where there is room", () => {
    const closed = column(1, exchange(1), exchange(2, false));
    expect(runsOf(withColumn([column(0), column(2)], closed, 1))).toEqual([[], [1], []]);
    expect(withColumn([column(0), column(2), column(3)], closed, 1)).toHaveLength(3);
  });
});

it("rebooting the bot loses what waits only where it is not caught up with", () => {
  const waiting = { queueLength: 2, inFlight: 0 };
  expect(lostByRebooting(waiting, 5)).toBeNull();
  expect(lostByRebooting(waiting, 0)).toContain("2 questions wait: they end without an answer.");
});

describe("stopping the bot", () => {
  it("loses nothing where no question waits", () => {
    expect(lostByStopping({ queueLength: 0, inFlight: 3 }, 5)).toBeNull();
  });

  it.each([
    [20, 3, 5, "20 questions wait, and 3 are being answered: they end without an answer. Those of the last 5 min are"],
    [1, 1, 5, "1 question waits, and 1 is being answered: they end without an answer. Those of the last 5 min are"],
    [2, 0, 0, "2 questions wait: they end without an answer. With catching up switched off, the bot does not take"],
  ])(
    "with %i waiting and %i under way says what becomes of them (catching up %i min)",
    (queueLength, inFlight, minutes, words) => {
      expect(lostByStopping({ queueLength, inFlight }, minutes)).toContain(words);
    },
  );
});
