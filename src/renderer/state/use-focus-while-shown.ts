import { type RefObject, useEffect, useRef } from "react";

/** Gives the focus to the element of this ref at once, so that no key is lost, and back as it goes. */
export function useFocusWhileShown<T extends HTMLElement>(): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => {
    const before = document.activeElement;
    element.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return element;
}
