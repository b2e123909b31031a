import { notifications } from "@mantine/notifications";
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
  const { run, cancel, isRunning, error } = useAction();
  const [written, setWritten] = useState(0);
  const isWriting = useRef(false);
  useEffect(
    () => () => {
      if (!isWriting.current) return;
      cancel();
      notifications.show({
        message:
          "The export was cancelled: its filters were changed, Live was left, or a member was forgotten. Nothing was saved.",
        closeButtonProps: { "aria-label": "Close" },
      });
    },
    [cancel],
  );

  const write = async (options: ExportOptions, signal: AbortSignal) => {
    // Each page becomes a blob of its own: the browser may keep those on the disk.
    const pages = [new Blob([headOf(options)])];
    let count = 0;
    for await (const entries of readLog(call, filter, signal)) {
      pages.push(new Blob([linesOf(entries, options)]));
      count += entries.length;
      setWritten(count);
    }
    if (signal.aborted) return;
    const { type } = logFormats[options.format];
    const day = new Date().toISOString().slice(0, 10);
    download(`quipdeck-log-${day}.${options.format}`, new Blob(pages, { type }));
  };
  const begin = (options: ExportOptions) =>
    run(async (signal) => {
      isWriting.current = true;
      setWritten(0);
      await write(options, signal).finally(() => {
        isWriting.current = false;
      });
    });

  return { begin, cancel, isRunning, error, written };
}
