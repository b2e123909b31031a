import { readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createSecretStore } from "../../../src/headless/stores.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const nothingOutside = { discordToken: null, hfKeys: [] };

describe("the headless host's secrets", () => {
  it("survive a restart, encrypted, with their key beside them for the owner only", async () => {
    const folder = temporaryFolder();
    await createSecretStore(folder, nothingOutside).set("inference-key:1", "hf_very-secret");
    expect(readFileSync(join(folder, "secrets.headless.json"), "utf8")).not.toContain("very-secret");
    expect(statSync(join(folder, "secrets.headless.key")).mode & 0o777).toBe(0o600);
    expect(await createSecretStore(folder, nothingOutside).get("inference-key:1")).toBe("hf_very-secret");
  });

  it("are sealed differently each time", async () => {
    const folder = temporaryFolder();
    const store = createSecretStore(folder, nothingOutside);
    await store.set("a", "the same");
    await store.set("b", "the same");
    const { a, b } = JSON.parse(readFileSync(join(folder, "secrets.headless.json"), "utf8"));
    expect(a).not.toBe(b);
  });

  it("are asked for again once their key is gone", async () => {
    const folder = temporaryFolder();
    await createSecretStore(folder, nothingOutside).set("a", "secret");
    rmSync(join(folder, "secrets.headless.key"));
    const store = createSecretStore(folder, nothingOutside);
    expect(await store.get("a")).toBeNull();
    expect((await store.protection()).text).toContain("enter them again");
  });

  it("say where they are and what that is worth", async () => {
    const folder = temporaryFolder();
    const outside = { discordToken: "token", hfKeys: [] };
    expect((await createSecretStore(folder, outside).protection()).level).toBe("environment");
    expect((await createSecretStore(folder, nothingOutside).protection()).level).toBe("encrypted-file");
  });
});
