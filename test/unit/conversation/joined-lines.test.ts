import { describe, expect, it } from "vitest";
import { createLineJoiner } from "../../../src/engine/conversation/joined-lines.ts";
import type { IncomingMessage } from "../../../src/engine/conversation/turn.ts";
import { incoming, recordingDelivery } from "../../support/messages.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

function benchOf(joinLinesMs = 1500) {
  const clock = new VirtualClock();
  const joiner = createLineJoiner(clock, () => joinLinesMs);
  const openFor = (message: IncomingMessage, sanitized: string, delivery = recordingDelivery()) =>
    joiner.open({ message, delivery, sanitized });
  const open = (text: string, sentAt?: number) => openFor(incoming(sentAt === undefined ? {} : { sentAt }), text);
  return { clock, open, openFor, joiner };
}

describe("lines of one member", () => {
  it("join from line to line, each within the time after the one before", async () => {
    const { clock, open } = benchOf();
    const first = open("one");
    await clock.advance(1500);
    const second = open("two");
    await clock.advance(1500);
    const third = open("three");
    expect(third.text).toBe("one\ntwo\nthree");
    expect([first.isJoined, second.isJoined, third.isJoined]).toEqual([true, true, false]);
    await clock.advance(1501);
    expect(open("four").text).toBe("four");
    expect(third.isJoined).toBe(false);
  });

  it("go by the time at which Discord took them in, not by that of their arrival", () => {
    const { open } = benchOf();
    open("one", 10_000);
    expect(open("two", 20_000).text).toBe("two");
    expect(open("three", 21_000).text).toBe("two\nthree");
  });

  it("leave out what was deleted, before or after it was taken in", () => {
    const { joiner, open, openFor } = benchOf();
    const [first, second] = [incoming(), incoming()];
    openFor(first, "one");
    joiner.withdraw([first.messageId]);
    const next = openFor(second, "two");
    expect(next.text).toBe("two");
    const last = open("three");
    joiner.withdraw([second.messageId]);
    expect(last.text).toBe("three");
  });

  it("lead back to the last one that still stands, and are gone when none does", () => {
    const { joiner, openFor } = benchOf();
    const [first, second] = [incoming(), incoming()];
    const [toFirst, toSecond] = [recordingDelivery(), recordingDelivery()];
    openFor(first, "one", toFirst);
    const line = openFor(second, "two", toSecond);
    expect(line.delivery).toBe(toSecond);
    joiner.withdraw([second.messageId]);
    expect(line).toMatchObject({ text: "one", isGone: false });
    expect(line.delivery).toBe(toFirst);
    joiner.withdraw([first.messageId]);
    expect(line.isGone).toBe(true);
  });

  it("are taken in no more once their member is forgotten", () => {
    const { joiner, open } = benchOf();
    const first = open("one");
    joiner.forget(incoming().authorId);
    expect(open("two").text).toBe("two");
    expect(first.isJoined).toBe(false);
  });

  it("are not joined to one that is closed or on its way out", () => {
    const { open } = benchOf();
    open("one").close();
    const second = open("two");
    expect(second.text).toBe("two");
    second.seal();
    expect(open("three").text).toBe("three");
    expect(second.isJoined).toBe(false);
  });
});
