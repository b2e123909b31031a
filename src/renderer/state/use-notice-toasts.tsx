import { notifications } from "@mantine/notifications";
import { useEffect, useRef } from "react";
import { plural } from "../words/format.ts";
import { withLocalTimes } from "../words/local-times.ts";
import { noticeWords } from "../words/tables.ts";
import { useSnapshot } from "./panel-context.tsx";

const colors = { info: "indigo", warning: "yellow", error: "red" } as const;

/** What came while the panel was hidden is not shown one by one. */
const maxAtOnce = 3;

/** Shows each notice once as it arrives; those of the first snapshot are history. */
export function useNoticeToasts(): void {
  const notices = useSnapshot((snapshot) => snapshot.notices);
  const newestShown = useRef(notices[0]?.id ?? 0);
  useEffect(() => {
    const fresh = notices.filter(({ id }) => id > newestShown.current);
    newestShown.current = fresh[0]?.id ?? newestShown.current;
    if (fresh.length > maxAtOnce) {
      const more = fresh.length - maxAtOnce;
      notifications.show({
        message: `${plural(more, "earlier notice")} under the bell above.`,
        autoClose: 15_000,
        closeButtonProps: { "aria-label": "Close" },
        role: "group",
      });
    }
    for (const { at, level, text } of fresh.slice(0, maxAtOnce).reverse()) {
      const message = withLocalTimes(text, at);
      notifications.show({
        // Where a command was refused for the same, one of the two tells it.
        ...(level === "error" && { id: message }),
        title: noticeWords[level].label,
        message,
        color: colors[level],
        autoClose: level === "error" ? 15_000 : 7000,
        closeButtonProps: { "aria-label": "Close" },
        // Read out by the announcements, with all else that came at once.
        role: "group",
      });
    }
  }, [notices]);
}
