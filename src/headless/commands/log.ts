import type { Engine } from "../../engine/engine.ts";
import type { LogEntry } from "../../shared/models.ts";
import { readEnvironment } from "../environment.ts";
import { ask, withEngine } from "../open-engine.ts";
import { oneLine, printJson, printLine, tell } from "../output.ts";
import { endSignal, pause } from "../signals.ts";

const pollMs = 500;
const pageSize = 1000;

interface LogOptions {
  json?: boolean;
  follow?: boolean;
  search?: string;
  limit: number;
}

/** Prints the newest `limit` entries, oldest first, then each new one; another process may write them. */
export async function printLog(options: LogOptions): Promise<void> {
  await withEngine(readEnvironment(), async (engine) => {
    const entries = await newest(engine, options);
    for (const entry of entries) await print(entry, options);
    if (entries.length === 0) tell(nothingSentence(options));
    if (options.follow) await follow(engine, options, entries.at(-1)?.id ?? 0);
  });
}

function nothingSentence({ search, follow }: LogOptions): string {
  const nothing = search === undefined ? "No message is logged yet" : "No logged message matches the search";
  return follow ? `${nothing}; new ones are printed as they come. Ctrl+C ends it.` : `${nothing}.`;
}

/** The newest entries, oldest first, page by page. */
async function newest(engine: Engine, { search, limit }: LogOptions): Promise<LogEntry[]> {
  const entries: LogEntry[] = [];
  for (let more = true; more && entries.length < limit; ) {
    const before = entries.at(-1)?.id;
    const page = await ask(engine, "log/list", {
      limit: Math.min(pageSize, limit - entries.length),
      ...(search === undefined ? {} : { search }),
      ...(before === undefined ? {} : { before }),
    });
    entries.push(...page.entries);
    more = page.more && page.entries.length > 0;
  }
  return entries.reverse();
}

async function follow(engine: Engine, options: LogOptions, lastId: number): Promise<void> {
  const { search } = options;
  const ended = endSignal();
  for (let after = lastId; !ended.aborted; ) {
    const since = after === 0 ? {} : { after };
    const page = await ask(engine, "log/list", {
      limit: pageSize,
      ...since,
      ...(search === undefined ? {} : { search }),
    });
    const entries = after === 0 ? page.entries.toReversed() : page.entries;
    for (const entry of entries) await print(entry, options);
    after = entries.at(-1)?.id ?? after;
    await pause(pollMs, ended);
  }
}

function print(entry: LogEntry, { json }: LogOptions): Promise<void> {
  if (json) return printJson(entry);
  const { at, channelName, author, content, response, outcome, keyLabel } = entry;
  const end = keyLabel === null ? outcome : `${outcome} by ${keyLabel}`;
  return printLine(
    oneLine(`${new Date(at).toISOString()} #${channelName} ${author}: ${content} -> ${response} [${end}]`),
  );
}
