import { describe, expect, it } from "vitest";
import { KeyVault } from "../../../src/engine/inference/key-vault.ts";
import { LiveSettings } from "../../../src/engine/live-settings.ts";
import { createRedactor } from "../../../src/engine/log/redact.ts";
import { defaultSettings } from "../../../src/shared/settings.ts";

const secret = "hf_abcdefghijklmnopqrstuvwxyz";

/** A vault over settings and secrets in memory. */
function bench(environmentKeys: string[] = []) {
  const settings = new LiveSettings({
    load: () => ({ settings: defaultSettings(), problem: null }),
    save: () => undefined,
  });
  const stored = new Map<string, string>();
  const secrets = {
    protection: async () => ({ level: "keyring" as const, text: "" }),
    get: async (name: string) => stored.get(name) ?? null,
    set: async (name: string, value: string) => void stored.set(name, value),
    remove: async (name: string) => void stored.delete(name),
  };
  const vault = new KeyVault({ settings, secrets, redactor: createRedactor(), environmentKeys });
  return { vault, settings, stored };
}

describe("a key's label", () => {
  it.each([
    ["that holds the key's own secret", "my-local-key", "key my-local-key"],
    ["that looks like another token", "my-local-key", "hf_AAAAAAAAAAAAAAAAAAAA"],
  ])("%s is refused, and nothing is stored", async (_case, itsSecret, label) => {
    const { vault, settings, stored } = bench();
    await expect(vault.add(itsSecret, label)).rejects.toMatchObject({
      code: "invalid-input",
      mend: 'Choose a name for it, such as "Main account".',
    });
    expect(settings.current.keys).toEqual([]);
    expect(stored.size).toBe(0);
  });

  it("is refused as well where it comes later", async () => {
    const { vault, settings } = bench();
    const id = await vault.add(secret, "Main");
    await vault.add("my-local-key", "Local");
    for (const label of [secret, `x ${secret}`, "my-local-key"]) {
      expect(() => vault.update(id, { label })).toThrow("holds a key");
    }
    expect(settings.current.keys[0]?.label).toBe("Main");
  });
});

describe("keys that were taken out of the settings", () => {
  it("leave no secret behind", async () => {
    const { vault, settings, stored } = bench();
    await vault.add(secret, "Main");
    const kept = await vault.add("my-local-key", "Local");
    settings.set("keys", settings.current.keys.slice(1));
    await vault.forgetRemoved();
    expect([...stored.keys()]).toEqual([`inference-key:${kept}`]);
    expect(vault.materials().map(({ id }) => id)).toEqual([kept]);
  });

  it("stay where they come from the environment", async () => {
    const { vault, settings } = bench([secret]);
    const [key] = vault.materials();
    if (!key) throw new Error("the key of the environment must be there");
    vault.update(key.id, { label: "Mine" });
    settings.set("keys", []);
    await vault.forgetRemoved();
    expect(vault.materials()).toMatchObject([{ id: key.id, label: "Environment 1", secret }]);
  });

  it("are found again by the next call where the secret store refuses", async () => {
    const { vault, settings, stored } = bench();
    await vault.add(secret, "Main");
    settings.set("keys", []);
    const { delete: remove } = stored;
    stored.delete = () => {
      throw new Error("the disk is full");
    };
    await expect(vault.forgetRemoved()).rejects.toThrow("full");
    stored.delete = remove;
    await vault.forgetRemoved();
    expect(stored.size).toBe(0);
  });
});
