import { VisuallyHidden } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useSnapshot } from "../state/panel-context.tsx";
import { newsSince } from "../words/news.ts";

/** What comes within this time is said as one. */
const gatherMs = 1000;
/** However much happens, a reader is interrupted no more often. */
const betweenMs = 5000;

/** Reads out what has changed, politely: the bot's state, new failures and notices; messages are never read out. */
export function Announcements() {
  const status = useSnapshot((snapshot) => snapshot.status);
  const notices = useSnapshot((snapshot) => snapshot.notices);
  const [text, setText] = useState("");
  const told = useRef({ status, notices });
  const quietUntil = useRef(0);
  const dueAt = useRef<number | null>(null);
  useEffect(() => {
    const news = newsSince(told.current, { status, notices });
    if (news === "") {
      told.current = { status, notices };
      dueAt.current = null;
      return;
    }
    // Kept while more comes, or a busy evening would put it off for ever.
    dueAt.current ??= Math.max(Date.now() + gatherMs, quietUntil.current);
    const timer = setTimeout(() => {
      told.current = { status, notices };
      quietUntil.current = Date.now() + betweenMs;
      dueAt.current = null;
      setText(news);
    }, dueAt.current - Date.now());
    return () => clearTimeout(timer);
  }, [status, notices]);
  return <VisuallyHidden role="status">{text}</VisuallyHidden>;
}
