import type { Engine } from "../../engine/engine.ts";
import type { Notice } from "../../shared/models.ts";
import { readEnvironment } from "../environment.ts";
import { ask, withEngine } from "../open-engine.ts";
import { oneLine, printJson, printLine } from "../output.ts";

const pageSize = 1000;

interface NoticesOptions {
  json?: boolean;
  limit: number;
}

/** Prints the newest `limit` of what the bot's host has told its owner, oldest first. */
export async function printNotices({ json, limit }: NoticesOptions): Promise<void> {
  const notices = await withEngine(readEnvironment(), (engine) => newest(engine, limit));
  for (const notice of notices) {
    const { at, level, kind, text } = notice;
    if (json) await printJson(notice);
    else await printLine(oneLine(`${new Date(at).toISOString()} ${level} (${kind}): ${text}`));
  }
}

/** The newest notices, oldest first, page by page. */
async function newest(engine: Engine, limit: number): Promise<Notice[]> {
  const notices: Notice[] = [];
  for (let more = true; more && notices.length < limit; ) {
    const before = notices.at(-1)?.id;
    const wanted = Math.min(pageSize, limit - notices.length);
    const page = await ask(engine, "notices/list", { limit: wanted, ...(before === undefined ? {} : { before }) });
    notices.push(...page);
    more = page.length === wanted;
  }
  return notices.reverse();
}
