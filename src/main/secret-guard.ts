import type { Cipher } from "../host/secret-file.ts";
import type { SecretProtection } from "../shared/models.ts";

/** What this module needs of Electron's safeStorage, by whichever calls this Electron has. */
export interface OsVault {
  isAvailable(): Promise<boolean>;
  /** Linux only: who keeps the key. */
  backend(): string;
  encrypt(text: string): Promise<Buffer>;
  decrypt(bytes: Buffer): Promise<string>;
}

const osPrefix = "os:";
const plainPrefix = "plain:";

const keyringNames: Partial<Record<NodeJS.Platform, string>> = {
  darwin: "the macOS Keychain",
  win32: "Windows (DPAPI)",
};

/** True where the system's own keyring keeps the key, so that other users and copies of the disk cannot read secrets. */
export async function isProtected(vault: OsVault, platform: NodeJS.Platform): Promise<boolean> {
  if (!(await vault.isAvailable())) return false;
  return platform !== "linux" || !["basic_text", "unknown"].includes(vault.backend());
}

/** Seals with the system's vault where it protects, and leaves plain what the owner agreed to; opens both. */
export function createGuardCipher(vault: OsVault, platform: NodeJS.Platform): Cipher {
  return {
    async seal(secret) {
      if (!(await isProtected(vault, platform))) return plainPrefix + Buffer.from(secret, "utf8").toString("base64");
      return osPrefix + (await vault.encrypt(secret)).toString("base64");
    },
    open: async (sealed) =>
      sealed.startsWith(plainPrefix)
        ? Buffer.from(sealed.slice(plainPrefix.length), "base64").toString("utf8")
        : vault.decrypt(Buffer.from(sealed.slice(osPrefix.length), "base64")),
  };
}

/** How well secrets are guarded, as honestly as one paragraph allows. */
export function describeProtection(
  facts: { isProtected: boolean; mayStayPlain: boolean; platform: NodeJS.Platform; backend: string },
  trouble: string,
): SecretProtection {
  const { level, text } = protectionFor(facts);
  return { level, text: `${text} ${trouble}`.trim() };
}

function protectionFor(facts: Parameters<typeof describeProtection>[0]): SecretProtection {
  if (facts.isProtected) {
    const keeper = keyringNames[facts.platform] ?? `this desktop's keyring (${facts.backend})`;
    return {
      level: "keyring",
      text: `Secrets are stored encrypted, with a key kept by ${keeper}. Programs that run as you may still ask for them.`,
    };
  }
  if (facts.mayStayPlain) {
    const text =
      "This system has no keyring, so secrets are stored without protection, as you agreed: whoever reads your files can read them.";
    return { level: "unprotected", text };
  }
  const text =
    "This system has no keyring, so secrets are kept for this run only. Set up a keyring such as GNOME Keyring or KWallet, " +
    "or allow unprotected storing in the settings.";
  return { level: "this-run-only", text };
}
