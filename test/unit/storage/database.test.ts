import { readdirSync, readFileSync, writeFileSync } from "node:fs";
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

  it("puts a database with damaged pages aside", () => {
    const first = openTestDatabase();
    for (let row = 0; row < 200; row += 1) {
      first.database.write(() => first.database.statement(insert).run(`name ${row}`, "x".repeat(500)));
    }
    first.close();
    const bytes = readFileSync(first.file);
    bytes.fill(0xa5, bytes.length - 8192);
    writeFileSync(first.file, bytes);
    const { database } = openTestDatabase({ file: first.file });
    expect(database.problem).toContain("damaged");
    expect(database.statement("SELECT name FROM states").all()).toEqual([]);
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
