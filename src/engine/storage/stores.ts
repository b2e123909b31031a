import type { TrafficProfile } from "../../shared/forecast.ts";
import type { ForgottenRecords } from "../../shared/models.ts";
import { dayMs } from "../../shared/utc-time.ts";
import type { KeyStateStore } from "../inference/key-state-store.ts";
import { Failures } from "../log/failures.ts";
import { MessageLog } from "../log/message-log.ts";
import { type CountedSince, countRecent, type RecentCounts } from "../log/recent-counts.ts";
import type { Redactor } from "../log/redact.ts";
import { drawTrafficProfile } from "../log/traffic-profile.ts";
import type { Clock } from "../ports.ts";
import type { LedgerStore } from "../quota/ledger-store.ts";
import { openDatabase } from "./database.ts";
import { createKeyStateStore } from "./key-states.ts";
import { MemoryStore } from "./memory-store.ts";
import { NoticeStore } from "./notice-store.ts";
import { OptOuts } from "./opt-outs.ts";
import { StateStore } from "./state-store.ts";
import { UsageHours } from "./usage-hours.ts";

/** The ledger needs the month and the panel's chart 31 days, however soon the owner wants the log forgotten. */
const usageRetentionMs = 62 * dayMs;

interface StoresOptions {
  file: string;
  clock: Clock;
  redactor: Redactor;
  /** One sentence when storing fails or the file had to be put aside; null when storing works again. */
  onTrouble: (sentence: string | null) => void;
}

export interface Stores {
  log: MessageLog;
  failures: Failures;
  state: StateStore;
  ledgerStore: LedgerStore;
  keyStateStore: KeyStateStore;
  memoryStore: MemoryStore;
  /** See drawTrafficProfile. */
  trafficProfile(): TrafficProfile | null;
  /** See countRecent. */
  recentCounts(since: CountedSince): RecentCounts;
  noticeStore: NoticeStore;
  optOuts: OptOuts;
  /** Deletes all that is kept of a member, in one transaction. Throws a QuipdeckError where the disk refuses. */
  forgetMember(authorId: string): ForgottenRecords;
  /**
   * Deletes, in the background, what is older than that time, ms since the epoch, and remembered exchanges from before
   * `exchangesBeforeMs`; usage is kept for 62 days.
   */
  deleteOlderThan(beforeMs: number, exchangesBeforeMs: number): void;
  /** Stores what is queued and closes the file. */
  close(): void;
}

/** Opens the database with everything that is kept in it. Throws a QuipdeckError; see openDatabase. */
export function openStores({ file, clock, redactor, onTrouble }: StoresOptions): Stores {
  const database = openDatabase({ file, clock, onTrouble });
  if (database.problem !== null) onTrouble(database.problem);
  const state = new StateStore(database);
  const failures = new Failures({ database, redactor, clock });
  const log = new MessageLog(database, redactor, (id) => failures.rowIdOf(id));
  const memoryStore = new MemoryStore(database);
  const noticeStore = new NoticeStore(database);
  const ledgerStore = new UsageHours(database);
  return {
    log,
    failures,
    state,
    ledgerStore,
    keyStateStore: createKeyStateStore(state),
    memoryStore,
    recentCounts: (since) => countRecent(database, since),
    trafficProfile: () => drawTrafficProfile(database, clock.now()),
    noticeStore,
    optOuts: new OptOuts(database, clock),
    forgetMember(authorId) {
      const forgotten = database.transact(() => {
        const exchanges = memoryStore.deleteMember(authorId);
        return { messages: log.deleteMember(authorId), failures: failures.deleteMember(authorId), exchanges };
      });
      database.scrub();
      return forgotten;
    },
    deleteOlderThan(beforeMs, exchangesBeforeMs) {
      log.deleteOlderThan(beforeMs);
      failures.deleteOlderThan(beforeMs);
      memoryStore.deleteOlderThan(Math.max(beforeMs, exchangesBeforeMs));
      noticeStore.deleteOlderThan(beforeMs);
      ledgerStore.deleteOlderThan(Math.min(beforeMs, clock.now() - usageRetentionMs));
    },
    close: () => database.close(),
  };
}
