import { useEffect, useState } from "react";
import { isHidden, onVisibility } from "./visibility.ts";

/** The wall time, ms since the epoch, renewed every `intervalMs` while the page is visible. */
export function useNow(intervalMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const follow = () => {
      clearInterval(timer);
      if (isHidden()) return;
      setNow(Date.now());
      timer = setInterval(() => setNow(Date.now()), intervalMs);
    };
    follow();
    const stop = onVisibility(follow);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [intervalMs]);
  return now;
}
