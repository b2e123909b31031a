import { useEffect, useRef, useState } from "react";
import { download } from "../../../components/download.ts";
import { useCall } from "../../../state/panel-context.tsx";
import { useAction } from "../../../state/use-action.ts";
import type { LogFilter } from "../log-filter.ts";
import { type ExportOptions, headOf, linesOf, logFormats } from "./log-lines.ts";
import { readLog } from "./read-log.ts";

/** Writes the log under a filter into a file, which can be watched and cancelled. */
export function useLogExport(filter: LogFilter) {
  const call = useCall();
  const { run, isRunning, error } = useAction();
  const [written, setWritten] = useState(0);
  const cancelling = useRef<AbortController | null>(null);
  useEffect(() => () => cancelling.current?.abort(), []);

  const begin = (options: ExportOptions) =>
    run(async () => {
      const controller = new AbortController();
      cancelling.current = controller;
      setWritten(0);
      // Each page becomes a blob of its own: the browser may keep those on the disk.
      const pages = [new Blob([headOf(options)])];
      let count = 0;
      for await (const entries of readLog(call, filter, controller.signal)) {
        pages.push(new Blob([linesOf(entries, options)]));
        count += entries.length;
        setWritten(count);
      }
      if (controller.signal.aborted) return;
      const { type } = logFormats[options.format];
      const day = new Date().toISOString().slice(0, 10);
      download(`quipdeck-log-${day}.${options.format}`, new Blob(pages, { type }));
    });

  return { begin, cancel: () => cancelling.current?.abort(), isRunning, error, written };
}
