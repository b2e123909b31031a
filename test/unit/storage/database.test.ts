import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { migrations } from "../../../src/engine/storage/migrations.ts";
import { QuipdeckError } from "../../../src/shared/errors.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { openTestDatabase } from "../../support/test-database.ts";

const insert = "INSERT INTO states (name, value) VALUES (?, ?)";

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (thrown) {
    return thrown;
  }
  return null;
}

/** A database that was closed cleanly, and whose last pages were damaged since. */
function damagedFile(): string {
  const { database, file, close } = openTestDatabase();
  for (let row = 0; row < 200; row += 1) {
    database.write(() => database.statement(insert).run(`name ${row}`, "x".repeat(500)));
  }
  close();
  const bytes = readFileSync(file);
  bytes.fill(0xa5, bytes.length - 8192);
  writeFileSync(file, bytes);
  return file;
}

describe("opening the database", () => {
  it("brings an empty file to the newest version", () => {
    const { database } = openTestDatabase();
    expect(database.statement("PRAGMA user_version").get()).toEqual({ user_version: migrations.length });
    expect(database.problem).toBeNull();
  });

  it("leaves a file of the newest version as it is", () => {
    const first = openTestDatabase();
    first.database.write(() => first.database.statement(insert).run("a", "1"));
    first.close();
    const { database } = openTestDatabase({ file: first.file });
    expect(database.statement("SELECT name, value FROM states").all()).toEqual([{ name: "a", value: "1" }]);
  });

  it("refuses a file of a newer version and does not change it", () => {
    const file = join(temporaryFolder(), "quipdeck.db");
    const newer = new DatabaseSync(file);
    newer.exec("CREATE TABLE things (x); PRAGMA user_version = 99");
    newer.close();
    const before = readFileSync(file);
    const thrown = thrownBy(() => openTestDatabase({ file }));
    expect(thrown).toBeInstanceOf(QuipdeckError);
    expect(thrown).toMatchObject({ code: "storage", message: expect.stringContaining("newer Quipdeck (version 99") });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(dirname(file))).toEqual(["quipdeck.db"]);
  });

  it("puts a file that is no database aside, keeps its bytes and begins a new one", () => {
    const file = join(temporaryFolder(), "quipdeck.db");
    const bytes = "this is a letter, not a database. ".repeat(100);
    writeFileSync(file, bytes);
    const { database } = openTestDatabase({ file });
    const aside = `${file}.broken-2026-03-14T09-20-00-000Z`;
    expect(database.problem).toContain(aside);
    expect(readFileSync(aside, "utf8")).toBe(bytes);
    database.write(() => database.statement(insert).run("a", "1"));
    expect(database.flush()).toBe(true);
  });

  it("overwrites no earlier file that was put aside at the same moment", () => {
    const file = join(temporaryFolder(), "quipdeck.db");
    for (const bytes of ["first", "second"]) {
      writeFileSync(file, `${bytes} `.repeat(200));
      openTestDatabase({ file }).close();
    }
    const aside = readdirSync(dirname(file)).filter((name) => name.includes("broken"));
    const contents = aside.map((name) => readFileSync(join(dirname(file), name), "utf8").split(" ")[0]);
    expect(contents.sort()).toEqual(["first", "second"]);
  });

  it("puts a database with damaged pages aside after an unclean end", () => {
    const file = damagedFile();
    writeFileSync(`${file}-wal`, "");
    const { database } = openTestDatabase({ file });
    expect(database.problem).toContain("damaged");
    expect(database.statement("SELECT name FROM states").all()).toEqual([]);
  });

  it("does not read the whole file after a clean end: damage shows where it is met, and at the next opening", () => {
    const first = openTestDatabase({ file: damagedFile() });
    expect(first.database.problem).toBeNull();
    const thrown = thrownBy(() => first.database.statement("SELECT name, value FROM states").all());
    expect(thrown).toMatchObject({
      message: expect.stringContaining("damaged"),
      mend: expect.stringContaining("Restart"),
    });
    first.close();
    expect(openTestDatabase({ file: first.file }).database.problem).toContain("damaged");
  });

  it("leaves a file alone that another process has open", () => {
    const file = damagedFile();
    openTestDatabase({ file });
    expect(existsSync(`${file}-wal`)).toBe(true);
    const { database } = openTestDatabase({ file });
    expect(database.problem).toBeNull();
  });

  it("goes on with a log that a killed process left behind", () => {
    const killed = openTestDatabase();
    killed.database.write(() => killed.database.statement(insert).run("a", "1"));
    killed.database.flush();
    const file = join(temporaryFolder(), "copy.db");
    for (const suffix of ["", "-wal"]) copyFileSync(killed.file + suffix, file + suffix);
    const { database } = openTestDatabase({ file });
    expect(database.problem).toBeNull();
    expect(database.statement("SELECT name FROM states").all()).toEqual([{ name: "a" }]);
    expect(database.statement("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
  });

  it("says what to do where the folder is missing", () => {
    const thrown = thrownBy(() => openTestDatabase({ file: join(temporaryFolder(), "gone", "quipdeck.db") }));
    expect(thrown).toMatchObject({ code: "storage", mend: expect.stringContaining("folder exists") });
  });
});

describe("a statement", () => {
  it("is prepared once for the same text", () => {
    const { database } = openTestDatabase();
    expect(database.statement("SELECT 1 AS one")).toBe(database.statement("SELECT 1 AS one"));
  });
});

describe("a transaction of its own", () => {
  it("changes nothing where its work throws", () => {
    const { database } = openTestDatabase();
    const work = () => {
      database.statement(insert).run("a", "1");
      database.statement(insert).run("a", "2");
    };
    expect(() => database.transact(work)).toThrow(QuipdeckError);
    expect(database.statement("SELECT name FROM states").all()).toEqual([]);
  });
});
