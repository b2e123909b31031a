import { describe, expect, it } from "vitest";
import { createGuardCipher, describeProtection, isProtected, type OsVault } from "../../../src/main/secret-guard.ts";

function vault(backend: string, isAvailable = true): OsVault {
  return {
    backend: () => backend,
    isAvailable: async () => isAvailable,
    encrypt: async (text) => Buffer.from([...text].reverse().join("")),
    decrypt: async (bytes) => [...bytes.toString()].reverse().join(""),
  };
}

describe("the desktop's secrets", () => {
  it.each([
    ["gnome_libsecret", true, "linux", true],
    ["kwallet6", true, "linux", true],
    ["basic_text", true, "linux", false],
    ["unknown", true, "linux", false],
    ["kwallet6", false, "linux", false],
    ["", true, "darwin", true],
    ["", false, "win32", false],
  ] as const)(
    "with backend %j, available %j, on %s are protected: %j",
    async (backend, available, platform, expected) => {
      expect(await isProtected(vault(backend, available), platform)).toBe(expected);
    },
  );

  it("are encrypted by the keyring where there is one", async () => {
    const cipher = createGuardCipher(vault("kwallet6"), "linux");
    const sealed = await cipher.seal("token");
    expect(Buffer.from(sealed.replace("os:", ""), "base64").toString()).toBe("nekot");
    expect(await cipher.open(sealed)).toBe("token");
  });

  it("that were stored plain are still read after a keyring was set up", async () => {
    const plain = await createGuardCipher(vault("basic_text"), "linux").seal("token");
    expect(await createGuardCipher(vault("kwallet6"), "linux").open(plain)).toBe("token");
  });

  it.each([
    [true, false, "keyring"],
    [false, true, "unprotected"],
    [false, false, "this-run-only"],
  ] as const)("protected %j, plain agreed to %j: the panel says %s", (isSafe, mayStayPlain, level) => {
    const facts = { isProtected: isSafe, mayStayPlain, platform: "linux" as const, backend: "kwallet6" };
    expect(describeProtection(facts, "").level).toBe(level);
  });
});
