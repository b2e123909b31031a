import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Cipher, SecretFile } from "../../../src/host/secret-file.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const reversing: Cipher = {
  seal: async (secret) => [...secret].reverse().join(""),
  open: async (sealed) => [...sealed].reverse().join(""),
};
const unreadable: Cipher = { ...reversing, open: () => Promise.reject(new Error("another keyring")) };

describe("the file of secrets", () => {
  it("holds them sealed, for its owner only", async () => {
    const path = join(temporaryFolder(), "secrets.json");
    const file = new SecretFile({ path, cipher: reversing, mayKeep: async () => true });
    await file.set("token", "hidden");
    expect(JSON.parse(readFileSync(path, "utf8"))).toEqual({ token: "neddih" });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await file.get("token")).toBe("hidden");
    await file.remove("token");
    expect(await file.get("token")).toBeNull();
  });

  it("keeps them for this run where they may not lie on the disk", async () => {
    const path = join(temporaryFolder(), "secrets.json");
    const file = new SecretFile({ path, cipher: reversing, mayKeep: async () => false });
    await file.set("token", "hidden");
    expect(await file.get("token")).toBe("hidden");
    expect(existsSync(path)).toBe(false);
  });

  it("moves them to the disk and away from it as the owner changes his mind", async () => {
    const path = join(temporaryFolder(), "secrets.json");
    let mayKeep = false;
    const file = new SecretFile({ path, cipher: reversing, mayKeep: async () => mayKeep });
    await file.set("token", "hidden");
    mayKeep = true;
    await file.settle();
    expect(readFileSync(path, "utf8")).toContain("neddih");
    mayKeep = false;
    await file.settle();
    expect(readFileSync(path, "utf8")).not.toContain("neddih");
    expect(await file.get("token")).toBe("hidden");
  });

  it("asks to enter again what it cannot decrypt any more, and keeps it until then", async () => {
    const path = join(temporaryFolder(), "secrets.json");
    const parts = { path, mayKeep: async () => true };
    await new SecretFile({ ...parts, cipher: reversing }).set("token", "hidden");
    const elsewhere = new SecretFile({ ...parts, cipher: unreadable });
    expect(await elsewhere.get("token")).toBeNull();
    expect(elsewhere.trouble).toContain("enter them again");
    expect(readFileSync(path, "utf8")).toContain("neddih");
  });

  it("has nothing to do for a name that it does not hold", async () => {
    const path = join(temporaryFolder(), "secrets.json");
    const file = new SecretFile({ path, cipher: reversing, mayKeep: async () => true });
    await file.remove("nobody's");
    expect(existsSync(path)).toBe(false);
    await file.set("token", "hidden");
    await file.remove("nobody's");
    expect(await file.get("token")).toBe("hidden");
  });

  it("keeps a damaged file aside", async () => {
    const folder = temporaryFolder();
    const path = join(folder, "secrets.json");
    writeFileSync(path, "damaged");
    const file = new SecretFile({ path, cipher: reversing, mayKeep: async () => true });
    expect(await file.get("token")).toBeNull();
    await file.set("token", "hidden");
    const copy = readdirSync(folder).find((name) => name.includes("invalid")) ?? "";
    expect(readFileSync(join(folder, copy), "utf8")).toBe("damaged");
    expect(file.trouble).toContain(copy);
  });
});
