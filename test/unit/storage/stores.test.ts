import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished } from "vitest";
import { createRedactor } from "../../../src/engine/log/redact.ts";
import type { ExchangeGroup, RememberedExchange } from "../../../src/engine/storage/memory-store.ts";
import { migrations } from "../../../src/engine/storage/migrations.ts";
import { openStores } from "../../../src/engine/storage/stores.ts";
import { sampleFailure, sampleMessage } from "../../support/log-samples.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const remembered: RememberedExchange = {
  guildId: "kitchen",
  channelId: "tea",
  threadId: null,
  authorId: "1",
  personaId: "lamp",
  repliesToId: null,
  replyIds: [],
  question: "?",
  answer: "!",
  at: 1000,
};

function open(file = join(temporaryFolder(), "quipdeck.db")) {
  const clock = new VirtualClock();
  const told: (string | null)[] = [];
  const stores = openStores({ file, clock, redactor: createRedactor(), onTrouble: (sentence) => told.push(sentence) });
  let isOpen = true;
  const close = () => {
    if (isOpen) stores.close();
    isOpen = false;
  };
  onTestFinished(close);
  const reopen = () => {
    close();
    return open(file);
  };
  return { ...stores, clock, told, file, close, reopen };
}

describe("the state store", () => {
  it("gives back what was set, at once and after a restart", () => {
    const first = open();
    expect(first.state.get("paused-guilds")).toBeUndefined();
    first.state.set("paused-guilds", ["1", "2"]);
    first.state.set("paused-guilds", ["2"]);
    expect(first.state.get("paused-guilds")).toEqual(["2"]);
    expect(first.reopen().state.get("paused-guilds")).toEqual(["2"]);
  });
});

describe("the key states", () => {
  const cooling = {
    keyId: "aaaaaaaaaaaa",
    state: "cooling" as const,
    reason: "Too many requests.",
    since: 1,
    until: 2,
    strikes: 1,
  };

  it("take in what another process has stored meanwhile", () => {
    const host = open();
    const command = open(host.file);
    host.keyStateStore.save([cooling]);
    host.log.list({ limit: 1 });
    expect(command.keyStateStore.load()).toEqual([cooling]);
  });

  it("outlive a restart, the newest ones replacing all others", () => {
    const first = open();
    first.keyStateStore.save([{ ...cooling, keyId: "bbbbbbbbbbbb" }]);
    first.keyStateStore.save([cooling]);
    expect(first.reopen().keyStateStore.load()).toEqual([cooling]);
  });

  it("are none where what is kept has another shape", () => {
    const first = open();
    first.state.set("key-states", [{ keyId: 7 }]);
    expect(first.reopen().keyStateStore.load()).toEqual([]);
  });
});

describe("the ledger's hours", () => {
  const hour = Date.parse("2026-03-14T09:00:00Z");

  it("add up per key and hour, over a restart", () => {
    const first = open();
    first.ledgerStore.add({ hour, keyId: "a", usage: { requests: 1, characters: 40, tokens: 0 } });
    first.ledgerStore.add({ hour, keyId: "a", usage: { requests: 0, characters: 60, tokens: 25 } });
    first.ledgerStore.add({ hour, keyId: "b", usage: { requests: 1, characters: 1, tokens: 1 } });
    const second = first.reopen();
    second.ledgerStore.add({ hour, keyId: "a", usage: { requests: 1, characters: 0, tokens: 0 } });
    const rows = second.reopen().ledgerStore.load(hour);
    expect(rows).toHaveLength(2);
    expect(rows).toContainEqual({ hour, keyId: "a", usage: { requests: 2, characters: 100, tokens: 25 } });
  });

  it("are loaded from the wanted hour on", () => {
    const { ledgerStore } = open();
    const usage = { requests: 1, characters: 1, tokens: 1 };
    for (const at of [hour - hourMs, hour, hour + hourMs]) ledgerStore.add({ hour: at, keyId: "a", usage });
    expect(ledgerStore.load(hour).map((row) => row.hour)).toEqual([hour, hour + hourMs]);
  });

  it("are kept for 62 days though the log is kept for one", () => {
    const { ledgerStore, deleteOlderThan, clock } = open();
    const usage = { requests: 1, characters: 1, tokens: 1 };
    const now = clock.now();
    for (const days of [63, 61, 0]) ledgerStore.add({ hour: now - days * dayMs, keyId: "a", usage });
    deleteOlderThan(now - dayMs, 0);
    expect(ledgerStore.load(0).map((row) => (now - row.hour) / dayMs)).toEqual([61, 0]);
  });
});

describe("the conversation memory", () => {
  const exchange = (question: string, change: Partial<RememberedExchange> = {}) => ({
    ...remembered,
    ...{ question, answer: `${question}!`, replyIds: [`re-${question}`] },
    ...change,
  });
  const tea: ExchangeGroup = { of: "channel", channelId: "tea" };
  const limits = { personaId: "lamp", turns: 5, sinceMs: 0 };
  const questions = (found: { question: string }[]) => found.map(({ question }) => question);

  it("recalls a channel's last exchanges, oldest first, stored or not", () => {
    const { memoryStore, clock } = open();
    for (const question of ["a", "b"]) memoryStore.remember(exchange(question));
    clock.advanceSync(100);
    memoryStore.remember(exchange("c"));
    memoryStore.remember(exchange("d", { channelId: "coffee" }));
    expect(memoryStore.recall(tea, { ...limits, turns: 2 })).toEqual([
      { question: "b", answer: "b!" },
      { question: "c", answer: "c!" },
    ]);
  });

  it("recalls what one member said in a server, whatever the channel", () => {
    const { memoryStore, clock } = open();
    memoryStore.remember(exchange("a"));
    memoryStore.remember(exchange("b", { authorId: "2" }));
    clock.advanceSync(100);
    memoryStore.remember(exchange("c", { channelId: "coffee" }));
    memoryStore.remember(exchange("d", { guildId: "garage" }));
    const group: ExchangeGroup = { of: "member", guildId: "kitchen", authorId: "1" };
    expect(questions(memoryStore.recall(group, limits))).toEqual(["a", "c"]);
  });

  it("recalls from reply to reply, whichever part of an answer was replied to", () => {
    const { memoryStore, clock } = open();
    memoryStore.remember(exchange("a", { replyIds: ["re-a", "re-a2"] }));
    memoryStore.remember(exchange("aside"));
    clock.advanceSync(100);
    memoryStore.remember(exchange("b", { repliesToId: "re-a2" }));
    memoryStore.remember(exchange("c", { repliesToId: "re-b" }));
    const chain = (messageId: string, turns = 5) =>
      questions(memoryStore.recall({ of: "reply-chain", messageId }, { ...limits, turns }));
    expect(chain("re-c")).toEqual(["a", "b", "c"]);
    expect(chain("re-c", 2)).toEqual(["b", "c"]);
    expect(chain("another message")).toEqual([]);
  });

  it("recalls of a thread what was asked or answered there, stored or not, and of a persona what it has answered", () => {
    const { memoryStore, clock } = open();
    memoryStore.remember(exchange("a", { threadId: "7" }));
    memoryStore.remember(exchange("b"));
    memoryStore.remember(exchange("c", { channelId: "7", personaId: "kettle" }));
    clock.advanceSync(100);
    memoryStore.remember(exchange("d", { channelId: "7" }));
    memoryStore.remember(exchange("e", { channelId: "7", personaId: "kettle" }));
    const thread: ExchangeGroup = { of: "thread", threadId: "7" };
    expect(questions(memoryStore.recall(thread, limits))).toEqual(["a", "d"]);
    expect(questions(memoryStore.recall(thread, { ...limits, personaId: "kettle" }))).toEqual(["c", "e"]);
  });

  it.each([
    tea,
    { of: "member", guildId: "kitchen", authorId: "1" },
    { of: "reply-chain", messageId: "re-new" },
  ] as const)("recalls nothing that is too old: $of", (group) => {
    const { memoryStore, clock } = open();
    memoryStore.remember(exchange("old", { at: 999 }));
    clock.advanceSync(100);
    memoryStore.remember(exchange("new", { repliesToId: "re-old" }));
    expect(questions(memoryStore.recall(group, { ...limits, sinceMs: 1000 }))).toEqual(["new"]);
  });

  it("is alive after a restart", () => {
    const first = open();
    first.memoryStore.remember(exchange("a"));
    first.memoryStore.remember(exchange("b", { repliesToId: "re-a" }));
    const { memoryStore } = first.reopen();
    expect(questions(memoryStore.recall(tea, limits))).toEqual(["a", "b"]);
    expect(questions(memoryStore.recall({ of: "reply-chain", messageId: "re-b" }, limits))).toEqual(["a", "b"]);
  });

  it("forgets a member, in the middle of a reply chain too", () => {
    const { memoryStore, forgetMember } = open();
    memoryStore.remember(exchange("a", { authorId: "2" }));
    memoryStore.remember(exchange("b", { repliesToId: "re-a" }));
    memoryStore.remember(exchange("c", { authorId: "2", repliesToId: "re-b" }));
    forgetMember("1");
    expect(questions(memoryStore.recall(tea, limits))).toEqual(["a", "c"]);
    expect(questions(memoryStore.recall({ of: "reply-chain", messageId: "re-c" }, limits))).toEqual(["c"]);
  });

  it("goes by an age of its own", () => {
    const { memoryStore, log, deleteOlderThan, clock } = open();
    memoryStore.remember(exchange("a"));
    log.append(sampleMessage({ at: 1000 }));
    deleteOlderThan(500, 1500);
    clock.advanceSync(100);
    expect(memoryStore.recall(tea, limits)).toEqual([]);
    expect(log.list({ limit: 10 }).entries).toHaveLength(1);
  });
});

describe("a log entry", () => {
  it("names its failure by the id under which it is stored, though another process took the first one", () => {
    const { log, failures, file } = open();
    const { id } = failures.record(sampleFailure({ summary: "mine" }));
    const other = open(file);
    other.failures.record(sampleFailure({ summary: "theirs" }));
    other.close();
    log.append(sampleMessage({ failureId: id }));
    const [entry] = log.list({ limit: 1 }).entries;
    expect(failures.get(entry?.failureId ?? 0)).toMatchObject({ id: 2, summary: "mine" });
  });
});

describe("an opt-out", () => {
  it("holds over a restart, until it is taken back", () => {
    const first = open();
    first.optOuts.add("666");
    first.optOuts.add("666");
    const second = first.reopen();
    expect([second.optOuts.has("666"), second.optOuts.has("777")]).toEqual([true, false]);
    second.optOuts.remove("666");
    expect(second.reopen().optOuts.has("666")).toBe(false);
  });

  it("is what is left when everything else of the member is forgotten", () => {
    const { optOuts, forgetMember } = open();
    optOuts.add("666");
    forgetMember("666");
    expect(optOuts.has("666")).toBe(true);
  });
});

describe("forgetting a member", () => {
  it("counts what went, leaves the others, and leaves no word of theirs in the file", () => {
    const { log, failures, memoryStore, forgetMember, close, file } = open();
    const words: string[] = [];
    for (let index = 0; index < 400; index += 1) {
      const isTheirs = index % 4 === 0;
      const word = `${isTheirs ? "quokka" : "heron"}${index * 7919}`;
      if (isTheirs) words.push(word);
      const [authorId, author] = isTheirs ? ["666", "Mallory"] : ["777", "Bob"];
      log.append(
        sampleMessage({ authorId, author, content: `I like ${word}`, response: `Oh, ${word}?`, sanitized: word }),
      );
    }
    failures.record(sampleFailure({ authorId: "666", author: "Mallory", content: "quokkafailure" }));
    memoryStore.remember({ ...remembered, authorId: "666", question: "quokkaquestion", answer: "quokkaanswer" });
    expect(forgetMember("666")).toEqual({ messages: 100, failures: 1, exchanges: 1 });
    expect(
      memoryStore.recall({ of: "channel", channelId: "tea" }, { personaId: "lamp", turns: 5, sinceMs: 0 }),
    ).toEqual([]);
    expect(log.list({ limit: 1000 }).entries).toHaveLength(300);
    expect(log.list({ limit: 10, search: "quokka" }).entries).toEqual([]);
    expect(log.list({ limit: 1000, search: "heron" }).entries).toHaveLength(300);
    const left = () => ["", "-wal"].map((suffix) => readFileSync(file + suffix, "latin1").toLowerCase()).join("");
    const inFile = left();
    expect([...words, "mallory", "quokka"].filter((word) => inFile.includes(word))).toEqual([]);
    close();
    expect(readFileSync(file, "latin1").toLowerCase()).not.toContain("quokka");
  });
});

describe("retention", () => {
  it("deletes what is older in small transactions, from the search too, and leaves the rest", () => {
    const { log, failures, memoryStore, deleteOlderThan, clock } = open();
    const now = clock.now();
    for (let index = 0; index < 130; index += 1) log.append(sampleMessage({ at: now - 2 * dayMs, content: "ancient" }));
    log.append(sampleMessage({ at: now, content: "recent" }));
    failures.record(sampleFailure({ at: now - 2 * dayMs }));
    memoryStore.remember({ ...remembered, question: "ancient", at: now - 2 * dayMs });
    deleteOlderThan(now - dayMs, 0);
    clock.advanceSync(100);
    expect(log.list({ limit: 1000 }).entries.length).toBeGreaterThan(1);
    clock.advanceSync(1000);
    expect(log.list({ limit: 1000 }).entries.map(({ content }) => content)).toEqual(["recent"]);
    expect(log.list({ limit: 10, search: "ancient" }).entries).toEqual([]);
    expect(failures.list({ resolved: false, limit: 10 })).toEqual([]);
    expect(failures.openCount()).toBe(0);
    expect(
      memoryStore.recall({ of: "channel", channelId: "tea" }, { personaId: "lamp", turns: 5, sinceMs: 0 }),
    ).toEqual([]);
  });
});

describe("a database from before it was kept where answers stand and who gave them", () => {
  /** As the fifth version left it: with a message, and an exchange in a reply chain. */
  function earlierFile(): string {
    const file = join(temporaryFolder(), "quipdeck.db");
    const earlier = new DatabaseSync(file);
    for (const step of migrations.slice(0, 5)) earlier.exec(step);
    earlier.exec(`
      INSERT INTO messages (at, outcome, guildId, channelId, channelName, messageId, authorId, author, content, sanitized,
        removed, response, responder, keyLabel, replyIds, stages, attempts, failureId, totalMs)
      VALUES (1000, 'answered', 'kitchen', 'tea', 'tea', '11', '1', 'Ann', 'ancient words', 'ancient words',
        '[]', 'Yes.', 'model', 'Main', '["21"]', '[]', '[]', NULL, 5);
      INSERT INTO exchanges (id, guildId, channelId, authorId, question, answer, at)
      VALUES (1, 'kitchen', 'tea', '1', 'ancient?', 'Yes.', 1000);
      INSERT INTO exchangeReplies VALUES ('21', 1);
      PRAGMA user_version = 5;
    `);
    earlier.close();
    return file;
  }

  it("keeps its messages, to be read, found and added to", () => {
    const { log, told } = open(earlierFile());
    const unknown = { messageId: "11", replyIds: ["21"], replyChannelIds: null, isSlashCommand: false };
    expect(log.list({ limit: 10, search: "ancient" }).entries).toMatchObject([unknown]);
    log.append(sampleMessage({ messageId: "12", isSlashCommand: true, replyChannelIds: ["tea"] }));
    expect(log.list({ limit: 1 }).entries).toMatchObject([{ isSlashCommand: true, replyChannelIds: ["tea"] }]);
    expect(told).toEqual([]);
  });

  it("recalls its exchanges for no persona, and forgets them with their member", () => {
    const { memoryStore, forgetMember } = open(earlierFile());
    const limits = { personaId: "lamp", turns: 5, sinceMs: 0 };
    const groups: ExchangeGroup[] = [
      { of: "channel", channelId: "tea" },
      { of: "member", guildId: "kitchen", authorId: "1" },
      { of: "reply-chain", messageId: "21" },
    ];
    expect(groups.flatMap((group) => memoryStore.recall(group, limits))).toEqual([]);
    memoryStore.remember({ ...remembered, at: 2000 });
    expect(memoryStore.recall({ of: "channel", channelId: "tea" }, limits)).toHaveLength(1);
    expect(forgetMember("1")).toEqual({ messages: 1, failures: 0, exchanges: 2 });
  });
});

describe("a damaged database", () => {
  it("is told of when it is put aside", () => {
    const file = join(temporaryFolder(), "quipdeck.db");
    writeFileSync(file, "no database at all, ".repeat(60));
    const { told } = open(file);
    expect(told).toEqual([expect.stringContaining(`kept as ${file}.broken-`)]);
  });
});
