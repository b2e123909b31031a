import type { LogEntry } from "../../../../shared/models.ts";
import type { CallCommand } from "../../../bridge/panel-bridge.ts";
import { type LogFilter, queryOf } from "../log-filter.ts";

/** Small enough that no page holds up the bot. */
const pageSize = 500;

/** Every stored entry under the filter, newest first, page by page; ends where `signal` does. */
export async function* readLog(call: CallCommand, filter: LogFilter, signal: AbortSignal): AsyncGenerator<LogEntry[]> {
  let before: number | undefined;
  for (let more = true; more && !signal.aborted; ) {
    const page = await call("log/list", {
      ...queryOf(filter),
      limit: pageSize,
      ...(before !== undefined && { before }),
    });
    before = page.entries.at(-1)?.id;
    more = page.more && before !== undefined;
    yield page.entries;
  }
}
