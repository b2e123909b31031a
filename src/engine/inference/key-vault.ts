import { createHash } from "node:crypto";
import { QuipdeckError } from "../../shared/errors.ts";
import type { KeySettings } from "../../shared/settings.ts";
import type { LiveSettings } from "../live-settings.ts";
import type { Redactor } from "../log/redact.ts";
import type { SecretStore } from "../ports.ts";

/** A key with its secret: never leaves the engine. */
export interface KeyMaterial extends KeySettings {
  secret: string;
  lastFour: string;
  source: "stored" | "environment";
}

/** The same secret has the same id for ever, so its counts survive a removal and a change of place. */
function fingerprint(secret: string): string {
  return createHash("sha256").update(secret).digest("hex").slice(0, 12);
}

function tellingLabel(): QuipdeckError {
  const message = "The label holds a key or what looks like one, and labels are shown and stored in the open.";
  return new QuipdeckError("invalid-input", message, 'Choose a name for it, such as "Main account".');
}

const secretName = (id: string) => `inference-key:${id}`;

interface KeyVaultParts {
  settings: LiveSettings;
  secrets: SecretStore;
  redactor: Redactor;
  /** Secrets from QUIPDECK_HF_KEYS, in order. */
  environmentKeys: string[];
}

/** Joins the keys' settings with their secrets. */
export class KeyVault {
  readonly #parts: KeyVaultParts;
  readonly #secrets = new Map<string, string>();
  /** Keys from the environment as they are while the owner has set nothing for them. */
  readonly #fromEnvironment = new Map<string, KeySettings>();
  /** Ids that have stood in the settings, until their secrets are forgotten. */
  readonly #known: Set<string>;

  constructor(parts: KeyVaultParts) {
    this.#parts = parts;
    this.#known = new Set(parts.settings.current.keys.map(({ id }) => id));
    for (const [index, secret] of parts.environmentKeys.entries()) {
      const id = fingerprint(secret);
      this.#learn(id, secret);
      this.#fromEnvironment.set(id, { id, label: `Environment ${index + 1}`, enabled: true, limits: [] });
    }
  }

  /** Reads the stored secrets once; gives back the labels of keys whose secret is gone. */
  async open(): Promise<string[]> {
    const gone: string[] = [];
    for (const { id, label } of this.#parts.settings.current.keys) {
      if (this.#secrets.has(id)) continue;
      const secret = await this.#parts.secrets.get(secretName(id));
      if (secret === null) gone.push(label);
      else this.#learn(id, secret);
    }
    return gone;
  }

  /** The keys in order; those whose secret is gone are left out. */
  materials(): KeyMaterial[] {
    return this.#keys().flatMap((key) => {
      const secret = this.#secrets.get(key.id);
      if (secret === undefined) return [];
      const source = this.#fromEnvironment.has(key.id) ? "environment" : "stored";
      return [{ ...key, secret, lastFour: secret.slice(-4), source }];
    });
  }

  /** Gives back the new key's id; rejects with a QuipdeckError where the key is in the ring or the label holds a secret. */
  async add(secret: string, label: string): Promise<string> {
    if (label.includes(secret)) throw tellingLabel();
    this.#assertSafe(label);
    const id = fingerprint(secret);
    const known = this.#keys().find((key) => key.id === id);
    if (known && this.#secrets.has(id)) {
      throw new QuipdeckError(
        "already-exists",
        `This key is in the ring already, as "${known.label}".`,
        "Use another key.",
      );
    }
    await this.#parts.secrets.set(secretName(id), secret);
    this.#learn(id, secret);
    this.#save(known ? this.#keys() : [...this.#keys(), { id, label, enabled: true, limits: [] }]);
    return id;
  }

  update(id: string, change: Partial<Omit<KeySettings, "id">>): void {
    this.#find(id);
    if (change.label !== undefined) this.#assertSafe(change.label);
    this.#save(this.#keys().map((key) => (key.id === id ? { ...key, ...change } : key)));
  }

  /** Puts the keys that are shown into the given order. */
  reorder(ids: string[]): void {
    const shown = this.materials();
    if (ids.length !== shown.length || new Set(ids).size !== ids.length || shown.some((key) => !ids.includes(key.id))) {
      throw new QuipdeckError("invalid-input", "The order must name each key once.", "Reload the list of keys.");
    }
    const unshown = this.#keys().filter((key) => !ids.includes(key.id));
    this.#save([...ids.map((id) => this.#find(id)), ...unshown]);
  }

  async remove(id: string): Promise<void> {
    const { label } = this.#find(id);
    if (this.#fromEnvironment.has(id)) {
      const mend = "Take it out of that variable, or switch it off here.";
      throw new QuipdeckError("wrong-state", `"${label}" comes from the variable QUIPDECK_HF_KEYS.`, mend);
    }
    this.#save(this.#keys().filter((key) => key.id !== id));
    await this.#parts.secrets.remove(secretName(id));
    this.#secrets.delete(id);
  }

  /** To be called after a change of the settings: removes the stored secrets of keys that were taken out of them. */
  async forgetRemoved(): Promise<void> {
    for (const { id } of this.#parts.settings.current.keys) this.#known.add(id);
    for (const id of this.#known) {
      if (this.#keys().some((key) => key.id === id)) continue;
      this.#secrets.delete(id);
      await this.#parts.secrets.remove(secretName(id));
      this.#known.delete(id);
    }
  }

  /** Labels stand in the settings, in notices and in the panel. */
  #assertSafe(label: string): void {
    if (this.#parts.redactor.redact(label) !== label) throw tellingLabel();
  }

  /** Keys from the environment come first until the owner gives another order. */
  #keys(): KeySettings[] {
    const set = this.#parts.settings.current.keys;
    const unset = [...this.#fromEnvironment.values()].filter(({ id }) => !set.some((key) => key.id === id));
    return [...unset, ...set];
  }

  #save(keys: KeySettings[]): void {
    for (const { id } of keys) this.#known.add(id);
    this.#parts.settings.update((settings) => ({ ...settings, keys }));
  }

  #find(id: string): KeySettings {
    const key = this.#keys().find((candidate) => candidate.id === id);
    if (!key) throw new QuipdeckError("not-found", "This key is no longer in the ring.", "Reload the list of keys.");
    return key;
  }

  #learn(id: string, secret: string): void {
    this.#secrets.set(id, secret);
    this.#parts.redactor.learn(secret);
  }
}
