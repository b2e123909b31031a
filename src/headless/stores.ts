import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { join } from "node:path";
import Conf from "conf";
import type { SecretStore } from "../engine/ports.ts";
import { readTextFile, writePrivateFile } from "../host/files.ts";
import { type Cipher, SecretFile } from "../host/secret-file.ts";
import { SettingsFile, settingsFile, writerOptions } from "../host/settings-file.ts";
import { QuipdeckError } from "../shared/errors.ts";
import type { SecretProtection } from "../shared/models.ts";
import type { OutsideConfiguration } from "../shared/outside.ts";
import type { Settings } from "../shared/settings.ts";

const algorithm = "aes-256-gcm";
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** The settings in `settings.json` of the data folder, written by conf. */
export function createSettingsStore(dataFolder: string): SettingsFile {
  const { name, extension } = settingsFile;
  const options = { cwd: dataFolder, configName: name, fileExtension: extension, ...writerOptions };
  return new SettingsFile(dataFolder, () => new Conf<Settings>(options));
}

/** Secrets in an encrypted file of the data folder. Those from the environment never come here: the engine reads them itself. */
export function createSecretStore(
  dataFolder: string,
  outside: Pick<OutsideConfiguration, "discordToken" | "hfKeys">,
): SecretStore {
  const file = new SecretFile({
    path: join(dataFolder, "secrets.headless.json"),
    cipher: createKeyFileCipher(join(dataFolder, "secrets.headless.key")),
    mayKeep: async () => true,
  });
  const isOutside = outside.discordToken !== null || outside.hfKeys.length > 0;
  return {
    protection: async () => describeProtection(isOutside && file.isEmpty(), file.trouble),
    get: (name) => file.get(name),
    set: (name, secret) => file.set(name, secret),
    remove: (name) => file.remove(name),
  };
}

function describeProtection(onlyOutside: boolean, trouble: string): SecretProtection {
  if (onlyOutside) {
    const text =
      "Secrets come from environment variables and are not stored; other programs of this user can read those.";
    return { level: "environment", text: `${text} ${trouble}`.trim() };
  }
  const text =
    "Secrets are stored encrypted, with the key in a file beside them that only this user may read. A copy of the one file " +
    "without the other is useless; whoever can read the whole data folder as this user can read the secrets.";
  return { level: "encrypted-file", text: `${text} ${trouble}`.trim() };
}

/** AES-256-GCM with a random key in a file of its own, made when the first secret is stored. */
function createKeyFileCipher(keyPath: string): Cipher {
  return {
    async seal(secret) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, readKey(keyPath) ?? makeKey(keyPath), nonce);
      const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
    },
    async open(sealed) {
      const bytes = Buffer.from(sealed, "base64");
      const key = readKey(keyPath);
      if (key === null)
        throw new QuipdeckError("storage", "The key of the secrets is gone.", "Enter the secrets again.");
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes));
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString("utf8");
    },
  };
}

function readKey(path: string): Buffer | null {
  const text = readTextFile(path);
  if (text === null) return null;
  const key = Buffer.from(text, "base64");
  if (key.length === keyBytes) return key;
  throw new QuipdeckError(
    "storage",
    `${path} does not hold a key.`,
    "Put the right file back, or delete it and enter the secrets again.",
  );
}

function makeKey(path: string): Buffer {
  const key = randomBytes(keyBytes);
  writePrivateFile(path, `${key.toString("base64")}\n`);
  return key;
}
