import { KeyRing, type KeySwitch, type Lease, type NoLease } from "../../src/engine/inference/key-ring.ts";
import type { KeyStateStore, StoredKeyState } from "../../src/engine/inference/key-state-store.ts";
import type { KeyMaterial } from "../../src/engine/inference/key-vault.ts";
import type { CallFailure } from "../../src/engine/inference/model-call.ts";
import { type Judgement, judge } from "../../src/engine/inference/verdict.ts";
import { Ledger } from "../../src/engine/quota/ledger.ts";
import type { HourRow, LedgerStore } from "../../src/engine/quota/ledger-store.ts";
import type { VirtualClock } from "./virtual-clock.ts";

/** A ledger's store that outlives its ledger, in memory. */
export class MemoryLedgerStore implements LedgerStore {
  readonly #rows = new Map<string, HourRow>();

  load(sinceMs: number): HourRow[] {
    return [...this.#rows.values()].filter(({ hour }) => hour >= sinceMs).map((row) => structuredClone(row));
  }

  add({ hour, keyId, usage }: HourRow): void {
    const row = this.#rows.get(`${hour} ${keyId}`);
    if (!row) {
      this.#rows.set(`${hour} ${keyId}`, { hour, keyId, usage: { ...usage } });
      return;
    }
    row.usage.requests += usage.requests;
    row.usage.characters += usage.characters;
    row.usage.tokens += usage.tokens;
  }
}

/** Keeps what a ring saves, as text, as a file would. */
class MemoryKeyStateStore implements KeyStateStore {
  #text = "[]";
  saves = 0;

  load(): StoredKeyState[] {
    return JSON.parse(this.#text);
  }

  save(states: StoredKeyState[]): void {
    this.saves += 1;
    this.#text = JSON.stringify(states);
  }
}

/** A key with everything that a test does not name filled in; its id, label and secret come from its name. */
export function keyNamed(name: string, change: Partial<KeyMaterial> = {}): KeyMaterial {
  const secret = `hf_${name}`;
  return {
    id: name,
    label: name,
    secret,
    lastFour: secret.slice(-4),
    source: "stored",
    enabled: true,
    limits: [],
    ...change,
  };
}

/** A failed call with everything that a test does not name filled in. */
export function failureOf(change: Partial<CallFailure>): CallFailure {
  return {
    ok: false,
    kind: change.status === undefined ? "network" : "http",
    flaw: null,
    status: null,
    requestId: null,
    usage: { requests: 1, characters: 0, tokens: 0 },
    bodyText: "",
    retryAfterMs: null,
    estimatedTimeMs: null,
    ...change,
  };
}

export const oneRequest = { requests: 1, characters: 100, tokens: 25 };

/** A ring on virtual time with everything it told noted. */
export class RingBench {
  readonly clock: VirtualClock;
  readonly ledgerStore = new MemoryLedgerStore();
  readonly stateStore = new MemoryKeyStateStore();
  readonly switches: KeySwitch[] = [];
  changes = 0;
  ledger: Ledger;
  ring: KeyRing;

  constructor(clock: VirtualClock, keys: KeyMaterial[]) {
    this.clock = clock;
    [this.ledger, this.ring] = this.#open(keys);
  }

  /** The process ends and begins anew: only what was stored is left. */
  restart(keys: KeyMaterial[]): void {
    this.ring.close();
    [this.ledger, this.ring] = this.#open(keys);
  }

  /** The ring of another process beside this one, on the same storage. */
  another(keys: KeyMaterial[]): KeyRing {
    const ring = new KeyRing({ clock: this.clock, ledger: this.ledger, store: this.stateStore });
    ring.setKeys(keys);
    return ring;
  }

  /** Leases a key; throws when there is none. */
  lease(cost = oneRequest): Lease {
    const lease = this.ring.choose(cost);
    if (lease.key === null) throw new Error(`no key: ${lease.reason}`);
    return lease;
  }

  /** The name of the key that a question would get now, without asking it. */
  get next(): string | NoLease["reason"] {
    const lease = this.ring.choose(oneRequest);
    if (lease.key === null) return lease.reason;
    this.ring.settle(lease, { requests: 0, characters: 0, tokens: 0 }, neutral);
    return lease.key.id;
  }

  succeed(lease: Lease): void {
    this.ring.settle(lease, oneRequest, null);
  }

  fail(lease: Lease, failure: Partial<CallFailure>): void {
    const full = failureOf(failure);
    this.ring.settle(lease, full.usage, judge(full, this.ring.judgeContext(lease)));
  }

  state(name: string) {
    const status = this.ring.statuses().find(({ id }) => id === name);
    if (!status) throw new Error(`no key ${name}`);
    return status;
  }

  #open(keys: KeyMaterial[]): [Ledger, KeyRing] {
    const ledger = new Ledger(this.clock, this.ledgerStore);
    const ring = new KeyRing({ clock: this.clock, ledger, store: this.stateStore });
    ring.onSwitch((event) => this.switches.push(event));
    ring.onChange(() => {
      this.changes += 1;
    });
    ring.setKeys(keys);
    return [ledger, ring];
  }
}

/** Neither a success nor a refusal. */
const neutral: Judgement = { verdict: "cancelled", step: "stop", waitMs: 0, rest: null, reason: "", mend: "" };
