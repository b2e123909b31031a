import { z } from "zod";
import { outcomes } from "./models.ts";
import { snowflake } from "./settings.ts";

const rowId = z.number().int().positive();
/** ms since the epoch. */
const moment = z.number().int().min(0);

/** Which entries of the log are meant; each condition that is given must hold. */
const filter = {
  /**
   * Full-text search over content, answer, author and channel. Signs, emoji and scripts without spaces between words
   * are found in the newest 50,000 entries.
   */
  search: z.string().max(200).optional(),
  outcomes: z.array(z.enum(outcomes)).optional(),
  channelId: snowflake.optional(),
  authorId: snowflake.optional(),
  /** The key that answered. */
  keyLabel: z.string().max(40).optional(),
  /** Only entries of that time or later. */
  since: moment.optional(),
  /** Only entries from before that time. */
  until: moment.optional(),
};

const range = {
  /** Only entries with a smaller id: the next page. */
  before: rowId.optional(),
  /** Only entries with a greater id; a page of whole entries then has the oldest first. */
  after: rowId.optional(),
};

export const logQuerySchema = z.strictObject({
  ...filter,
  ...range,
  limit: z.number().int().min(1).max(1000).default(100),
});

export const logIdsSchema = z.strictObject({ ...filter, ...range });

/** Ids of matching entries, newest first, out of a bounded part of the log. */
export interface LogIds {
  ids: number[];
  /** The `before` with which to go on; null where nothing older is stored, or `after` is reached. */
  next: number | null;
}

export const logRowsSchema = z.strictObject({ ids: z.array(rowId).max(500) });

/** Something by which the log can be filtered, with how often it is in the newest 20,000 entries. */
export interface LogFacet {
  /** What the filter takes: an id, or a key's label. */
  value: string;
  name: string;
  entries: number;
}

/** The most frequent first. */
export interface LogFacets {
  channels: LogFacet[];
  members: LogFacet[];
  keys: LogFacet[];
}
