import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { writePrivateFile } from "../../../src/host/files.ts";
import { createSecretStore } from "../../../src/main/secret-store.ts";
import { fileProblem } from "../../../src/shared/file-problem.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

vi.mock("electron", () => ({
  safeStorage: {
    encryptStringAsync: () => expect.fail("there is no keyring"),
    isAsyncEncryptionAvailable: async () => false,
    getSelectedStorageBackend: () => "basic_text",
  },
}));

vi.mock("../../../src/host/files.ts", { spy: true });

async function storeWithSecret() {
  const folder = temporaryFolder();
  const owner = { mayStayPlain: true };
  const store = createSecretStore(folder, () => owner.mayStayPlain);
  await store.protection();
  await store.set("token", "hidden");
  return { file: join(folder, "secrets.desktop.json"), folder, owner, store };
}

describe("secrets without a keyring", () => {
  it("leave the disk when the owner withdraws his consent, and come back with it", async () => {
    const { file, owner, store } = await storeWithSecret();
    owner.mayStayPlain = false;
    expect((await store.protection()).text).not.toContain("still lie");
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({});
    expect(await store.get("token")).toBe("hidden");
    owner.mayStayPlain = true;
    await store.protection();
    expect(Object.keys(JSON.parse(readFileSync(file, "utf8")))).toEqual(["token"]);
  });

  it("that cannot be moved are told of, and moved at the next look", async () => {
    const { file, owner, store } = await storeWithSecret();
    owner.mayStayPlain = false;
    const full = fileProblem("The file cannot be written", Object.assign(new Error(), { code: "ENOSPC" }));
    vi.mocked(writePrivateFile).mockImplementationOnce(() => {
      throw full;
    });
    const { level, text } = await store.protection();
    expect(level).toBe("this-run-only");
    expect(text).toContain("still lie in secrets.desktop.json");
    expect(text).toContain("Free some space on the disk");
    expect(readFileSync(file, "utf8")).toContain("plain:");
    expect((await store.protection()).text).not.toContain("still lie");
    expect(readFileSync(file, "utf8")).not.toContain("plain:");
  });

  it("that an earlier run has left behind are told of, and kept", async () => {
    const { file, folder } = await storeWithSecret();
    const later = createSecretStore(folder, () => false);
    expect((await later.protection()).text).toContain("still lie in secrets.desktop.json");
    expect(await later.get("token")).toBe("hidden");
    expect(readFileSync(file, "utf8")).toContain("plain:");
  });
});
