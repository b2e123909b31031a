import type { EngineEvent, SequencedEvent, Snapshot } from "../../shared/contract.ts";
import { heldFailures } from "../../shared/failure-groups.ts";

/** Newest rows of the log held in memory; older ones are read from the log. */
export const maxLogRows = 1000;
const maxNotices = 50;

interface Row {
  id: number;
}

/** The rows of both, newest first; a row of `newer` replaces the one with its id in `older`. */
export function mergeNewestFirst<T extends Row>(newer: readonly T[], older: readonly T[], limit: number): T[] {
  const newest = older[0]?.id ?? 0;
  if (newer.every(({ id }) => id > newest)) return [...newer.toSorted(byIdDown), ...older].slice(0, limit);
  const byId = new Map(older.map((row) => [row.id, row]));
  for (const row of newer) byId.set(row.id, row);
  return [...byId.values()].sort(byIdDown).slice(0, limit);
}

function byIdDown(a: Row, b: Row): number {
  return b.id - a.id;
}

/** True where these events, newer than the snapshot and in order, do not follow it one by one. */
export function hasGap(snapshot: Snapshot, events: readonly SequencedEvent[]): boolean {
  return events.some(({ sequence }, index) => sequence !== snapshot.sequence + 1 + index);
}

/** The snapshot after these events; those that it contains already are passed over. */
export function applyEvents(snapshot: Snapshot, events: readonly SequencedEvent[]): Snapshot {
  return events.reduce(
    (state, { sequence, event }) => (sequence <= state.sequence ? state : { ...applyEvent(state, event), sequence }),
    snapshot,
  );
}

function applyEvent(state: Snapshot, event: EngineEvent): Snapshot {
  switch (event.type) {
    case "status":
      return { ...state, status: event.status };
    case "pulse":
      return { ...state, pulse: event.pulse };
    case "keys":
      return { ...state, keys: event.keys };
    case "settings": {
      const { settings, profilesWithToken, secretProtection } = event;
      return { ...state, settings, profilesWithToken, secretProtection };
    }
    case "log":
      return { ...state, log: mergeNewestFirst(event.entries, state.log, maxLogRows) };
    case "failures":
      return { ...state, failures: newestOpen(event.failures, state.failures) };
    case "forgotten":
      return withoutMember(state, event.authorId, event.forgets);
    case "notice":
      return { ...state, notices: mergeNewestFirst([event.notice], state.notices, maxNotices) };
    case "personas":
      return { ...state, personas: event.personas };
    case "rehearsal":
      return { ...state, rehearsal: event.rehearsal };
  }
}

function withoutMember(state: Snapshot, authorId: string, forgets: number): Snapshot {
  const isKept = (one: { authorId: string | null }) => one.authorId !== authorId;
  return { ...state, forgets, log: state.log.filter(isKept), failures: state.failures.filter(isKept) };
}

/** As many as the engine tells of where a whole cause is resolved: one that it does not name must not stay. */
function newestOpen(changed: Snapshot["failures"], known: Snapshot["failures"]): Snapshot["failures"] {
  const all = mergeNewestFirst(changed, known, Number.POSITIVE_INFINITY);
  return all.filter(({ resolvedAt }) => resolvedAt === null).slice(0, heldFailures);
}
