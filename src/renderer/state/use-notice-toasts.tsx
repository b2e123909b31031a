import { notifications } from "@mantine/notifications";
import { useEffect, useRef } from "react";
import { useSnapshot } from "./panel-context.tsx";

const colors = { info: "indigo", warning: "yellow", error: "red" } as const;
const words = { info: "Note", warning: "Warning", error: "Error" } as const;

/** Shows each notice once as it arrives; those of the first snapshot are history. */
export function useNoticeToasts(): void {
  const notices = useSnapshot((snapshot) => snapshot.notices);
  const newestShown = useRef(notices[0]?.id ?? 0);
  useEffect(() => {
    for (const { id, level, text } of notices.toReversed()) {
      if (id <= newestShown.current) continue;
      newestShown.current = id;
      notifications.show({
        title: words[level],
        message: text,
        color: colors[level],
        autoClose: level === "error" ? 15_000 : 7000,
        closeButtonProps: { "aria-label": "Close" },
      });
    }
  }, [notices]);
}
