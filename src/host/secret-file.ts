import { basename } from "node:path";
import { z } from "zod";
import { keepAside, parseJson, readTextFile, writePrivateFile } from "./files.ts";

/** Turns a secret into text that may lie on the disk, and back; `open` rejects what it cannot read. */
export interface Cipher {
  seal(secret: string): Promise<string>;
  open(sealed: string): Promise<string>;
}

export interface SecretFileParts {
  path: string;
  cipher: Cipher;
  /** Whether secrets may lie on the disk at all; where not, they are kept for this run. */
  mayKeep: () => Promise<boolean>;
}

const contentSchema = z.record(z.string(), z.string());

/** Sealed secrets in one file that only its owner may read. */
export class SecretFile {
  readonly #parts: SecretFileParts;
  readonly #thisRun = new Map<string, string>();
  readonly #unreadable = new Set<string>();
  #copyOfDamaged: string | null = null;

  constructor(parts: SecretFileParts) {
    this.#parts = parts;
  }

  /** What is wrong with the file, a sentence with its mend; empty when nothing is. */
  get trouble(): string {
    if (this.#copyOfDamaged !== null) {
      return `The file of the stored secrets was damaged and is kept as ${this.#copyOfDamaged}: enter the secrets again.`;
    }
    if (this.#unreadable.size === 0) return "";
    return `${this.#unreadable.size} of the stored secrets cannot be decrypted here: enter them again.`;
  }

  /** Null where there is none, and where what is stored cannot be opened: see `trouble`. */
  async get(name: string): Promise<string | null> {
    const sealed = this.#read()[name];
    const forThisRun = this.#thisRun.get(name);
    if (forThisRun !== undefined || sealed === undefined) return forThisRun ?? null;
    try {
      return await this.#parts.cipher.open(sealed);
    } catch {
      // Sealed by another user or keyring: the owner has to enter it again, and is told so with the protection.
      this.#unreadable.add(name);
      return null;
    }
  }

  /** Rejects with a QuipdeckError where the file cannot be written. */
  async set(name: string, secret: string): Promise<void> {
    if (await this.#parts.mayKeep()) {
      const sealed = await this.#parts.cipher.seal(secret);
      this.#write({ ...this.#read(), [name]: sealed });
      this.#thisRun.delete(name);
    } else {
      this.#forget(name);
      this.#thisRun.set(name, secret);
    }
    this.#unreadable.delete(name);
  }

  async remove(name: string): Promise<void> {
    this.#forget(name);
    this.#thisRun.delete(name);
    this.#unreadable.delete(name);
  }

  /** Moves every secret to where it may be now, after `mayKeep` has changed its mind. */
  async settle(): Promise<void> {
    for (const name of new Set([...this.#thisRun.keys(), ...Object.keys(this.#read())])) {
      const secret = await this.get(name);
      if (secret !== null) await this.set(name, secret);
    }
  }

  isEmpty(): boolean {
    return Object.keys(this.#read()).length === 0;
  }

  #forget(name: string): void {
    const { [name]: gone, ...others } = this.#read();
    if (gone !== undefined) this.#write(others);
  }

  #read(): Record<string, string> {
    const text = readTextFile(this.#parts.path);
    if (text === null) return {};
    const content = contentSchema.safeParse(parseJson(text));
    if (content.success) return content.data;
    this.#copyOfDamaged = basename(keepAside(this.#parts.path));
    return {};
  }

  #write(content: Record<string, string>): void {
    writePrivateFile(this.#parts.path, `${JSON.stringify(content, null, 2)}\n`);
  }
}
