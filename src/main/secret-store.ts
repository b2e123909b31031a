import { join } from "node:path";
import { safeStorage } from "electron";
import type { SecretStore } from "../engine/ports.ts";
import { SecretFile } from "../host/secret-file.ts";
import { createGuardCipher, describeProtection, isProtected, type OsVault } from "./secret-guard.ts";

export interface DesktopSecretStore extends SecretStore {
  /** Moves the secrets to where they may be, after the owner has changed his mind about unprotected storing. */
  settle(): Promise<void>;
}

/** Secrets behind the system's keyring; without one, on the disk only where `mayStayPlain` says so. */
export function createSecretStore(dataFolder: string, mayStayPlain: () => boolean): DesktopSecretStore {
  const { platform } = process;
  const vault = openVault();
  let wasPlain = mayStayPlain();
  const file = new SecretFile({
    path: join(dataFolder, "secrets.desktop.json"),
    cipher: createGuardCipher(vault, platform),
    mayKeep: async () => mayStayPlain() || (await isProtected(vault, platform)),
  });
  return {
    async protection() {
      const facts = { mayStayPlain: mayStayPlain(), platform, backend: vault.backend() };
      return describeProtection({ ...facts, isProtected: await isProtected(vault, platform) }, file.trouble);
    },
    get: (name) => file.get(name),
    set: (name, secret) => file.set(name, secret),
    remove: (name) => file.remove(name),
    async settle() {
      if (wasPlain === mayStayPlain()) return;
      wasPlain = mayStayPlain();
      await file.settle();
    },
  };
}

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
