import { join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MessageLog } from "../../../src/engine/log/message-log.ts";
import { createRedactor } from "../../../src/engine/log/redact.ts";
import { migrations } from "../../../src/engine/storage/migrations.ts";
import type { LogEntry } from "../../../src/shared/models.ts";
import { sampleMessage } from "../../support/log-samples.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { openTestDatabase } from "../../support/test-database.ts";

function openLog(file?: string) {
  const opened = openTestDatabase(file === undefined ? {} : { file });
  const redactor = createRedactor();
  return { ...opened, redactor, log: new MessageLog(opened.database, redactor, (id) => id) };
}

const contentsOf = ({ entries }: { entries: LogEntry[] }) => entries.map(({ content }) => content);

describe("the message log", () => {
  it("gives an entry its id when it is stored, and gives back the whole entry", () => {
    const { log } = openLog();
    const entry = log.append(sampleMessage());
    expect(entry).toStrictEqual({ id: -1, ...sampleMessage() });
    expect(log.list({ limit: 10 })).toStrictEqual({ entries: [{ id: 1, ...sampleMessage() }], more: false });
    expect(entry.id).toBe(1);
  });

  it("keeps the entries of a time when nobody noted where an answer went", () => {
    const file = join(temporaryFolder(), "quipdeck.db");
    const old = new DatabaseSync(file);
    const before = migrations.slice(0, 5);
    old.exec(`${before.join(";")}; PRAGMA user_version = ${before.length}`);
    const { isSlashCommand: _, replyChannelIds: __, ...entry } = sampleMessage();
    const values = Object.values(entry).map((value) => (Array.isArray(value) ? JSON.stringify(value) : value));
    old
      .prepare(`INSERT INTO messages (${Object.keys(entry).join(", ")}) VALUES (${values.map(() => "?").join(", ")})`)
      .run(...(values as SQLInputValue[]));
    old.close();
    const { log } = openLog(file);
    log.append(sampleMessage({ isSlashCommand: true }));
    expect(log.list({ limit: 9 }).entries).toStrictEqual([
      { id: 2, ...sampleMessage({ isSlashCommand: true }) },
      { id: 1, ...sampleMessage({ replyChannelIds: null }) },
    ]);
  });

  it("announces entries in groups once they are stored", () => {
    const { log, clock } = openLog();
    const heard: number[][] = [];
    log.onCommitted((entries) => heard.push(entries.map(({ id }) => id)));
    for (let count = 0; count < 3; count += 1) log.append(sampleMessage());
    expect(heard).toEqual([]);
    clock.advanceSync(100);
    log.append(sampleMessage());
    clock.advanceSync(100);
    expect(heard).toEqual([[1, 2, 3], [4]]);
  });

  it("knows which messages came to an end, stored or not, and that a stop in the middle is none", () => {
    const { log, database } = openLog();
    log.append(sampleMessage({ messageId: "1", outcome: "answered" }));
    log.append(sampleMessage({ messageId: "2", outcome: "stopped" }));
    log.append(sampleMessage({ messageId: "3", outcome: "stopped" }));
    database.flush();
    log.append(sampleMessage({ messageId: "3", outcome: "stale" }));
    expect(log.endedAmong(["1", "2", "3", "4"])).toEqual(new Set(["1", "3"]));
  });

  it("never gives an id twice, not even one that was deleted before a restart", () => {
    const first = openLog();
    first.log.append(sampleMessage());
    first.log.append(sampleMessage({ authorId: "1" }));
    first.database.transact(() => first.log.deleteMember("1"));
    first.close();
    const { log } = openLog(first.file);
    log.append(sampleMessage());
    expect(log.list({ limit: 10 }).entries.map(({ id }) => id)).toEqual([3, 1]);
  });

  it("keeps what two processes write at the same time, each entry announced with the id under which it is stored", () => {
    const { log, database, file, told } = openLog();
    const other = openLog(file);
    const heard: [number, string][] = [];
    log.onCommitted((entries) => heard.push(...entries.map(({ id, content }): [number, string] => [id, content])));
    log.append(sampleMessage({ content: "mine" }));
    other.log.append(sampleMessage({ content: "theirs" }));
    other.database.flush();
    database.flush();
    expect(contentsOf(log.list({ limit: 9 }))).toEqual(["mine", "theirs"]);
    expect(heard).toEqual([[2, "mine"]]);
    expect(told).toEqual([]);
  });

  it("announces what a read has stored before the read returns", () => {
    const { log } = openLog();
    const heard: number[] = [];
    log.onCommitted((entries) => heard.push(...entries.map(({ id }) => id)));
    log.append(sampleMessage());
    log.list({ limit: 1 });
    expect(heard).toEqual([1]);
  });

  it("takes entries though the database cannot be read", () => {
    const { log, database } = openLog();
    database.transact(() => database.statement("DROP TABLE messages").run());
    expect(() => log.append(sampleMessage())).not.toThrow();
  });

  it("stores no secret", () => {
    const { log, redactor } = openLog();
    redactor.learn("correct-horse-battery");
    log.append(sampleMessage({ content: "is it correct-horse-battery?", response: "hf_abcdefghijklmnop" }));
    const [entry] = log.list({ limit: 1 }).entries;
    expect(entry).toMatchObject({ content: "is it [secret removed]?", response: "[secret removed]" });
  });
});

describe("listing the log", () => {
  function filled() {
    const opened = openLog();
    for (let index = 1; index <= 5; index += 1) {
      opened.log.append(
        sampleMessage({
          content: `m${index}`,
          outcome: index % 2 === 0 ? "failed" : "answered",
          channelId: index > 3 ? "1" : "2",
          authorId: index === 5 ? "9" : "8",
        }),
      );
    }
    return opened.log;
  }

  it("goes from the newest back, page by page", () => {
    const log = filled();
    const page = log.list({ limit: 2 });
    expect([contentsOf(page), page.more]).toEqual([["m5", "m4"], true]);
    expect(contentsOf(log.list({ limit: 2, before: 4 }))).toEqual(["m3", "m2"]);
    expect(log.list({ limit: 5 }).more).toBe(false);
  });

  it("goes forward from an entry, oldest first", () => {
    expect(contentsOf(filled().list({ limit: 2, after: 2 }))).toEqual(["m3", "m4"]);
  });

  it("keeps to outcomes, channel and author, together too", () => {
    const log = filled();
    expect(contentsOf(log.list({ limit: 9, outcomes: ["failed"] }))).toEqual(["m4", "m2"]);
    expect(contentsOf(log.list({ limit: 9, channelId: "1" }))).toEqual(["m5", "m4"]);
    expect(contentsOf(log.list({ limit: 9, authorId: "9" }))).toEqual(["m5"]);
    expect(contentsOf(log.list({ limit: 9, channelId: "1", outcomes: ["failed"], search: "m4" }))).toEqual(["m4"]);
    expect(contentsOf(log.list({ limit: 9, outcomes: [] }))).toEqual([]);
  });
});

describe("searching the log", () => {
  it.each([
    ["a word of the question", "kettle"],
    ["a word of the answer", "mostly"],
    ["the author", "ann"],
    ["the channel", "tea-room"],
    ["the beginning of a word", "kett"],
    ["words in any order", "kettle what"],
    ["another case", "KETTLE"],
    ["accents or none", "kéttle"],
  ])("finds %s", (_name, search) => {
    const { log } = openLog();
    log.append(sampleMessage());
    log.append(sampleMessage({ content: "hello", response: "hi", author: "Bob", channelName: "hall" }));
    expect(contentsOf(log.list({ limit: 9, search }))).toEqual(["what is in the kettle?"]);
  });

  it.each([
    ["今日はお茶を飲みました", "お茶"],
    ["วันนี้ดื่มชา", "ชา"],
    ["happy 🎉 day", "🎉"],
    ["I write c++ at night", "c++"],
    ["100% sure", "100%"],
    ["under_score", "under_score"],
    ["the path a\\b", "a\\b"],
    ["हिन्दी में लिखो", "हिन्दी"],
  ])("finds in %j what was typed: %j", (content, search) => {
    const { log } = openLog();
    log.append(sampleMessage({ content: "I can write 100 lines, any score" }));
    log.append(sampleMessage({ content }));
    expect(contentsOf(log.list({ limit: 9, search }))).toEqual([content]);
  });

  it.each([
    '"',
    '""',
    "*",
    "kettle AND",
    "NOT",
    "NEAR(",
    "-kettle",
    "content:kettle",
    "(",
    "^kettle",
    "a\u0000b",
    "\ud800",
    "%",
    "'",
  ])("takes %j as text", (search) => {
    const { log } = openLog();
    log.append(sampleMessage());
    expect(() => log.list({ limit: 9, search })).not.toThrow();
  });

  it("raises for no text at all, and finds a message by its own words", () => {
    const { log, database } = openLog();
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        log.list({ limit: 1, search: text });
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 5 }), (words) => {
        const appended = log.append(sampleMessage({ content: words.join(" ") }));
        database.flush();
        expect(log.list({ limit: 1, search: words.join(" ") }).entries).toEqual([appended]);
      }),
    );
  });

  it("looks for signs in the newest 50,000 entries, and for words in all", () => {
    const { log, database } = openLog();
    log.append(sampleMessage({ content: "old c++ kettle" }));
    log.append(sampleMessage({ content: "new c++ kettle" }));
    database.flush();
    database.transact(() => database.statement("UPDATE messages SET id = id + 50000 WHERE id = 2").run());
    expect(contentsOf(log.list({ limit: 9, search: "c++" }))).toEqual(["new c++ kettle"]);
    expect(contentsOf(log.list({ limit: 9, search: "kettle" }))).toHaveLength(2);
  });

  it("finds a changed row by its new words only", () => {
    const { log, database } = openLog();
    log.append(sampleMessage({ content: "before" }));
    database.flush();
    database.transact(() => database.statement("UPDATE messages SET content = 'after' WHERE id = ?").run(1));
    expect(contentsOf(log.list({ limit: 9, search: "before" }))).toEqual([]);
    expect(contentsOf(log.list({ limit: 9, search: "after" }))).toEqual(["after"]);
  });
});

describe("the ids of the log", () => {
  it("are those of all matching entries, newest first, slice by slice", () => {
    const { log } = openLog();
    for (let count = 1; count <= 25_000; count += 1) {
      log.append(sampleMessage({ outcome: count % 5000 === 1 ? "failed" : "answered" }));
    }
    const first = log.ids({ outcomes: ["failed"] });
    expect(first).toEqual({ ids: [20_001, 15_001, 10_001, 5001], next: 5001 });
    expect(log.ids({ outcomes: ["failed"], before: 5001 })).toEqual({ ids: [1], next: null });
    expect(log.ids({ before: 4, after: 1 })).toEqual({ ids: [3, 2], next: null });
  });

  it("keep to key, time and words", () => {
    const { log } = openLog();
    log.append(sampleMessage({ at: 1000, keyLabel: "main", content: "soup" }));
    log.append(sampleMessage({ at: 2000, keyLabel: "club", content: "soup and c++" }));
    log.append(sampleMessage({ at: 3000, keyLabel: "club", content: "coffee" }));
    expect(log.ids({ keyLabel: "club" }).ids).toEqual([3, 2]);
    expect(log.ids({ since: 1000, until: 3000 }).ids).toEqual([2, 1]);
    expect(log.ids({ search: "sou" }).ids).toEqual([2, 1]);
    expect(log.ids({ search: "sou c++", keyLabel: "club" }).ids).toEqual([2]);
  });

  it("are none where nothing is stored", () => {
    expect(openLog().log.ids({})).toEqual({ ids: [], next: null });
  });
});

describe("the rows of some ids", () => {
  it("are those that are still stored, without a secret that has become known since", () => {
    const { log, redactor } = openLog();
    log.append(sampleMessage({ content: "correct-horse-battery" }));
    log.append(sampleMessage({ content: "two" }));
    log.ids({});
    redactor.learn("correct-horse-battery");
    expect(log.rows([1, 2, 77]).map(({ id, content }) => [id, content])).toEqual([
      [2, "two"],
      [1, "[secret removed]"],
    ]);
  });
});

describe("by what the log can be filtered", () => {
  it("is what is in it, the most frequent first, under its newest name", () => {
    const { log } = openLog();
    log.append(sampleMessage({ authorId: "1", author: "Old name", keyLabel: null }));
    log.append(sampleMessage({ authorId: "1", author: "New name", keyLabel: "main" }));
    log.append(sampleMessage({ authorId: "2", author: "Bo", channelId: "5", channelName: "art", keyLabel: "main" }));
    expect(log.facets()).toEqual({
      channels: [
        { value: sampleMessage().channelId, name: "tea-room", entries: 2 },
        { value: "5", name: "art", entries: 1 },
      ],
      members: [
        { value: "1", name: "New name", entries: 2 },
        { value: "2", name: "Bo", entries: 1 },
      ],
      keys: [{ value: "main", name: "main", entries: 2 }],
    });
  });
});
