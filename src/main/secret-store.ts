import { join } from "node:path";
import { safeStorage } from "electron";
import type { SecretStore } from "../engine/ports.ts";
import { SecretFile } from "../host/secret-file.ts";
import { reportOf, sentenceOf } from "../shared/errors.ts";
import { createGuardCipher, describeProtection, isProtected, type OsVault } from "./secret-guard.ts";

/**
 * Secrets behind the system's keyring; without one, on the disk only where `mayStayPlain` says so. When the owner changes his
 * mind about that, the next look at the protection moves them first, and says so where that fails.
 */
export function createSecretStore(dataFolder: string, mayStayPlain: () => boolean): SecretStore {
  const { platform } = process;
  const vault = openVault();
  const mayKeep = async () => mayStayPlain() || (await isProtected(vault, platform));
  const file = new SecretFile({
    path: join(dataFolder, "secrets.desktop.json"),
    cipher: createGuardCipher(vault, platform),
    mayKeep,
  });
  /** What the stored secrets were last brought in line with; the first look finds them as they were left. */
  let settledFor: boolean | null = null;
  let moveTrouble = "";

  async function settle(): Promise<void> {
    const wish = mayStayPlain();
    try {
      if (settledFor !== null && settledFor !== wish) await file.settle();
      settledFor = wish;
      moveTrouble = "";
    } catch (thrown) {
      moveTrouble = sentenceOf(reportOf(thrown));
    }
  }

  return {
    async protection() {
      await settle();
      const facts = { mayStayPlain: mayStayPlain(), platform, backend: vault.backend() };
      const isLeftBehind = !(await mayKeep()) && !file.isEmpty();
      const trouble = [isLeftBehind ? leftBehind : "", moveTrouble, file.trouble]
        .filter((text) => text !== "")
        .join(" ");
      return describeProtection({ ...facts, isProtected: await isProtected(vault, platform) }, trouble);
    },
    get: (name) => file.get(name),
    set: (name, secret) => file.set(name, secret),
    remove: (name) => file.remove(name),
  };
}

const leftBehind =
  "But secrets that were stored earlier still lie in secrets.desktop.json of the data folder: enter them again or remove them.";

/** The asynchronous calls; Electron 33, which the end-to-end tests use, has the synchronous ones only. */
function openVault(): OsVault {
  const backend = () => (process.platform === "linux" ? safeStorage.getSelectedStorageBackend() : "");
  if ("encryptStringAsync" in safeStorage) {
    return {
      backend,
      isAvailable: () => safeStorage.isAsyncEncryptionAvailable(),
      encrypt: (text) => safeStorage.encryptStringAsync(text),
      decrypt: async (bytes) => (await safeStorage.decryptStringAsync(bytes)).result,
    };
  }
  const older = safeStorage as Electron.SafeStorage;
  return {
    backend,
    isAvailable: async () => older.isEncryptionAvailable(),
    encrypt: async (text) => older.encryptString(text),
    decrypt: async (bytes) => older.decryptString(bytes),
  };
}
