import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { openTestDatabase } from "../../support/test-database.ts";

const insert = "INSERT INTO states (name, value) VALUES (?, ?)";

/** A database whose writes are counted as another process sees them. */
function watched(options: { maxPages?: number; onTrouble?: () => void } = {}) {
  const opened = openTestDatabase(options);
  const { database, file } = opened;
  const outside = new DatabaseSync(file, { timeout: 0 });
  const stored = () => Number(outside.prepare("SELECT count(*) AS count FROM states").get()?.count);
  const write = (name: string, value = "1", onCommitted?: () => void) =>
    database.write(() => database.statement(insert).run(name, value), onCommitted);
  return { ...opened, outside, stored, write };
}

describe("grouped writes", () => {
  it("reach the disk together after 100 ms, and not before", () => {
    const { clock, write, stored } = watched();
    for (const name of ["a", "b", "c"]) write(name);
    clock.advanceSync(99);
    expect(stored()).toBe(0);
    clock.advanceSync(1);
    expect(stored()).toBe(3);
  });

  it("are acknowledged only when another process can see them, each before the group", () => {
    const { database, clock, write, stored } = watched();
    const heard: string[] = [];
    database.onGroupCommitted(() => heard.push(`group of ${stored()}`));
    write("a", "1", () => heard.push(`a of ${stored()}`));
    write("b", "1", () => heard.push(`b of ${stored()}`));
    expect(heard).toEqual([]);
    clock.advanceSync(100);
    expect(heard).toEqual(["a of 2", "b of 2", "group of 2"]);
  });

  it("are stored at once by a flush and by closing", () => {
    const { database, write, stored, close } = watched();
    write("a");
    expect(database.flush()).toBe(true);
    expect(stored()).toBe(1);
    write("b");
    close();
    expect(stored()).toBe(2);
  });

  it("leave no timer behind", () => {
    const { database, clock, write } = watched();
    write("a");
    database.flush();
    expect(clock.delays).toEqual([]);
  });

  it("are not held up by one that can never succeed, which is reported", () => {
    const { clock, write, stored, told } = watched();
    for (const name of ["a", "a", "b"]) write(name);
    clock.advanceSync(100);
    expect(stored()).toBe(2);
    expect(told).toEqual([expect.stringContaining("One record could not be stored (UNIQUE constraint failed")]);
  });

  it("may queue more from their acknowledgement", () => {
    const { clock, write, stored } = watched();
    write("a", "1", () => write("b"));
    clock.advanceSync(200);
    expect(stored()).toBe(2);
  });
});

describe("listeners of grouped writes", () => {
  it("may flush from a report of trouble, and the writes that follow are stored", () => {
    const opened: { flush?: () => boolean } = {};
    const { database, clock, write, stored } = watched({ onTrouble: () => void opened.flush?.() });
    opened.flush = () => database.flush();
    for (const name of ["a", "a", "b", "c"]) write(name);
    clock.advanceSync(100);
    expect(stored()).toBe(3);
  });

  it("hear in order though one of them stores more meanwhile", () => {
    const { database, write, clock } = watched();
    const heard: string[] = [];
    write("a", "1", () => {
      heard.push("a");
      write("c", "1", () => heard.push("c"));
      database.flush();
    });
    write("b", "1", () => heard.push("b"));
    clock.advanceSync(100);
    expect(heard).toEqual(["a", "b", "c"]);
  });

  it("hear though another one throws, which is reported", () => {
    const { write, clock, told } = watched();
    const heard: string[] = [];
    write("a", "1", () => {
      throw new Error("deaf");
    });
    write("b", "1", () => heard.push("b"));
    clock.advanceSync(100);
    expect(heard).toEqual(["b"]);
    expect(told).toEqual([expect.stringContaining("could not be announced (deaf)")]);
  });

  it("are asked nothing amid a transaction", () => {
    const { database, write } = watched();
    write("a");
    database.transact(() => {
      write("b");
      expect(database.flush()).toBe(false);
    });
    expect(database.flush()).toBe(true);
  });
});

describe("a write that is given up", () => {
  it("is told of it, and not that it is stored", () => {
    const { database, clock, write } = watched();
    const heard: string[] = [];
    write("a");
    database.write(
      () => database.statement(insert).run("a", "2"),
      () => heard.push("stored"),
      () => heard.push("lost"),
    );
    clock.advanceSync(100);
    expect(heard).toEqual(["lost"]);
  });
});

describe("a full disk", () => {
  /** The empty database takes 21 pages, the ballast 25 and what is too large 13. */
  const full = { maxPages: 56 };
  const large = "x".repeat(50_000);

  /** Fills the file until a write is refused. */
  function filled() {
    const opened = watched(full);
    opened.write("ballast", "x".repeat(100_000));
    opened.database.flush();
    opened.write("too large", large);
    opened.write("small", "1");
    opened.clock.advanceSync(100);
    return opened;
  }

  it("is told in one sentence with its mend, once however often it is tried again", () => {
    const { clock, told } = filled();
    clock.advanceSync(120_000);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain("the disk is full. Free some space on it.");
  });

  it("loses nothing: when there is space again, all is stored in order and the trouble is over", () => {
    const { clock, told, outside, stored, write } = filled();
    const acknowledged: string[] = [];
    write("later", "1", () => acknowledged.push("later"));
    clock.advanceSync(60_000);
    expect(acknowledged).toEqual([]);
    outside.exec("DELETE FROM states WHERE name = 'ballast'");
    clock.advanceSync(30_000);
    expect(stored()).toBe(3);
    expect(acknowledged).toEqual(["later"]);
    expect(told.at(-1)).toBeNull();
  });

  it("is tried again ever less often, up to every 30 seconds", () => {
    const { clock } = filled();
    const delays = Array.from({ length: 9 }, () => {
      const [delay = 0] = clock.delays;
      clock.advanceSync(delay);
      return delay;
    });
    expect(delays).toEqual([250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it("is tried again though nobody could be told of it", () => {
    const opened = watched({
      ...full,
      onTrouble: () => {
        throw new Error("deaf");
      },
    });
    opened.write("too large", "x".repeat(200_000));
    expect(() => opened.clock.advanceSync(100)).toThrow("deaf");
    expect(opened.clock.delays).toEqual([250]);
  });

  it("is not tried again by every read", () => {
    const { database } = filled();
    expect(database.flush()).toBe(false);
    expect(database.statement("SELECT count(*) AS count FROM states").get()).toEqual({ count: 1 });
  });

  it("refuses a deletion that could not be kept", () => {
    const { database } = filled();
    expect(() => database.transact(() => undefined)).toThrow("the disk is full");
  });

  it("costs the oldest of more than 10,000 waiting records, and that is said", () => {
    const { clock, told, write } = filled();
    for (let index = 0; index < 10_001; index += 1) write(`waiting ${index}`);
    clock.advanceSync(30_000);
    expect(told.at(-1)).toContain("the oldest 3 are lost");
  });
});

describe("a database that another program holds", () => {
  it("is waited for without a word while it is for a moment", () => {
    const { clock, told, write, outside, stored } = watched();
    outside.exec("BEGIN IMMEDIATE");
    write("a");
    clock.advanceSync(100);
    outside.exec("COMMIT");
    clock.advanceSync(250);
    expect(stored()).toBe(1);
    expect(told.filter((sentence) => sentence !== null)).toEqual([]);
  });

  it("is told of once it lasts", () => {
    const { clock, told, write, outside } = watched();
    outside.exec("BEGIN IMMEDIATE");
    write("a");
    clock.advanceSync(1000);
    expect(told).toEqual([expect.stringContaining("another program is holding it")]);
    outside.exec("COMMIT");
  });
});
