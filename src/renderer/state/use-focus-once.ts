import { type RefObject, useEffect, useRef } from "react";

/** Gives the focus to the element of this ref as it is first shown, and not again when it was hidden meanwhile. */
export function useFocusOnce<T extends HTMLElement>(isWanted = true): RefObject<T | null> {
  const element = useRef<T>(null);
  const isDone = useRef(!isWanted);
  useEffect(() => {
    if (isDone.current) return;
    isDone.current = true;
    element.current?.focus();
  }, []);
  return element;
}
