import { describe, expect, it } from "vitest";
import { createRedactor } from "../../src/engine/log/redact.ts";
import { Notices } from "../../src/engine/notices.ts";
import { NoticeStore } from "../../src/engine/storage/notice-store.ts";
import type { Notice } from "../../src/shared/models.ts";
import { openTestDatabase } from "../support/test-database.ts";

function open(file?: string) {
  const opened = openTestDatabase(file === undefined ? {} : { file });
  const redactor = createRedactor();
  const events: Notice[] = [];
  const notices = new Notices({
    clock: opened.clock,
    redact: redactor.redact,
    onNotice: (notice) => events.push(notice),
  });
  const store = new NoticeStore(opened.database);
  return { ...opened, redactor, events, notices, store };
}

const textsOf = (notices: readonly Notice[]) => notices.map(({ text }) => text);

describe("notices", () => {
  it("are known again after a restart, with ids that go on growing", () => {
    const first = open();
    first.notices.keepIn(first.store);
    first.notices.tell("info", "one");
    first.notices.tell("warning", "two", "key-switch");
    first.close();
    const second = open(first.file);
    second.notices.keepIn(second.store);
    second.notices.tell("info", "three");
    expect(textsOf(second.notices.all)).toEqual(["three", "two", "one"]);
    expect(second.notices.all[1]).toEqual(first.events[1]);
    const ids = second.notices.all.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted((one, other) => other - one));
    expect(new Set(ids).size).toBe(3);
  });

  it("of this run are known apart from the earlier ones", () => {
    const first = open();
    first.notices.keepIn(first.store);
    first.notices.tell("info", "before");
    first.close();
    const second = open(first.file);
    second.notices.tell("info", "while it opened");
    second.notices.keepIn(second.store);
    second.notices.tell("info", "now");
    expect(textsOf(second.notices.told)).toEqual(["while it opened", "now"]);
    expect(textsOf(second.store.list({ limit: 10 }))).toContain("while it opened");
  });

  it("of a command are not kept", () => {
    const { notices, store } = open();
    notices.tell("warning", "a persona cannot be read");
    expect(textsOf(notices.all)).toEqual(["a persona cannot be read"]);
    expect(store.list({ limit: 10 })).toEqual([]);
  });

  it("of storage itself are told and never stored, so that a disk that refuses has no more to refuse", () => {
    const { notices, store, events } = open();
    notices.keepIn(store);
    notices.tellOfStorage("The disk is full.");
    notices.tellOfStorage(null);
    expect(events).toMatchObject([
      { level: "error", text: "The disk is full." },
      { level: "info", text: "Storing works again." },
    ]);
    expect(store.list({ limit: 10 })).toEqual([]);
  });

  it("hold no secret, wherever they are shown or kept", () => {
    const { notices, store, events, redactor } = open();
    notices.keepIn(store);
    redactor.learn("hf_of_no_value_aaaa");
    notices.tell("error", "The service refused hf_of_no_value_aaaa.");
    expect(JSON.stringify([events, notices.all, store.list({ limit: 1 })])).not.toContain("no_value");
  });
});

describe("the stored notices", () => {
  const notice = (id: number, change: Partial<Notice> = {}): Notice => ({
    ...{ id, at: id, kind: "general", level: "info", text: `notice ${id}` },
    ...change,
  });

  it("are found by kind, by time and page by page, newest first", () => {
    const { store } = open();
    for (const id of [1, 2, 3, 4]) store.append(notice(id, { kind: id % 2 ? "key-switch" : "key-return" }));
    expect(textsOf(store.list({ limit: 2 }))).toEqual(["notice 4", "notice 3"]);
    expect(textsOf(store.list({ limit: 2, before: 3 }))).toEqual(["notice 2", "notice 1"]);
    expect(textsOf(store.list({ limit: 9, kinds: ["key-switch"] }))).toEqual(["notice 3", "notice 1"]);
    expect(textsOf(store.list({ limit: 9, since: 3 }))).toEqual(["notice 4", "notice 3"]);
    expect(store.list({ limit: 9, kinds: [] })).toEqual([]);
  });

  it("take no other's place where two processes told something in the same moment", () => {
    const mine = open();
    const theirs = open(mine.file);
    mine.store.append(notice(7, { text: "mine" }));
    mine.database.flush();
    theirs.store.append(notice(7, { text: "theirs" }));
    expect(theirs.store.list({ limit: 9 }).map(({ id, text }) => [id, text])).toEqual([
      [8, "theirs"],
      [7, "mine"],
    ]);
  });

  it("are forgotten with their time", () => {
    const { store } = open();
    for (const id of [1, 2, 3]) store.append(notice(id));
    store.deleteOlderThan(3);
    expect(textsOf(store.list({ limit: 9 }))).toEqual(["notice 3"]);
  });
});
