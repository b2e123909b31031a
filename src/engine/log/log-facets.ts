import type { LogFacet, LogFacets } from "../../shared/log-query.ts";
import type { Database } from "../storage/database.ts";

/** Bounds what is read at once, so that it does not hold up the bot. */
const scannedRows = 20_000;
const maxFacets = 200;

interface Group {
  channelId: string;
  channelName: string;
  authorId: string;
  author: string;
  keyLabel: string | null;
  entries: number;
  /** The newest entry of the group: the names are those that it has. */
  newest: number;
}

const groups = `
  SELECT channelId, channelName, authorId, author, keyLabel, count(*) AS entries, max(id) AS newest
  FROM (
    SELECT id, channelId, channelName, authorId, author, keyLabel FROM messages ORDER BY id DESC LIMIT ${scannedRows}
  ) GROUP BY channelId, authorId, keyLabel ORDER BY newest DESC`;

/** By what the newest 20,000 entries can be filtered, at most 200 of each kind. Throws a QuipdeckError. */
export function logFacets(database: Database): LogFacets {
  const found = database.statement<Group>(groups).all();
  return {
    channels: facetsOf(found, ({ channelId, channelName }) => [channelId, channelName]),
    // Of one who has opted out, or was forgotten, there is no id.
    members: facetsOf(found, ({ authorId, author }) => authorId !== "" && [authorId, author]),
    keys: facetsOf(found, ({ keyLabel }) => keyLabel !== null && [keyLabel, keyLabel]),
  };
}

function facetsOf(found: readonly Group[], facetOf: (group: Group) => [value: string, name: string] | false) {
  const facets = new Map<string, LogFacet>();
  for (const group of found) {
    const facet = facetOf(group);
    if (!facet) continue;
    const [value, name] = facet;
    const known = facets.get(value) ?? { value, name, entries: 0 };
    known.entries += group.entries;
    facets.set(value, known);
  }
  return [...facets.values()].sort((one, other) => other.entries - one.entries).slice(0, maxFacets);
}
