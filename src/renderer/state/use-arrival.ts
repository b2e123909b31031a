import { type RefObject, useCallback, useLayoutEffect, useRef } from "react";
import { isInDialog } from "./is-in-dialog.ts";

interface Arrival {
  /** The element that holds the views. */
  views: RefObject<HTMLDivElement | null>;
  /** Leads the focus to the heading of the view that is shown. */
  toHeading(options?: FocusOptions): void;
}

/** Says in the window's title which view is shown, and leads the focus to its heading when somebody goes there. */
export function useArrival(view: string): Arrival {
  const views = useRef<HTMLDivElement>(null);
  const shown = useRef(view);
  const toHeading = useCallback((options?: FocusOptions) => headingIn(views.current)?.focus(options), []);
  // Before the effects of the view itself, which may lead the focus on to one of its parts.
  useLayoutEffect(() => {
    document.title = `${headingIn(views.current)?.textContent} · Quipdeck`;
    // A page that has only just come, or leads on by itself, leaves the focus at its beginning, and a dialog keeps it.
    const isLed = navigator.userActivation.hasBeenActive && !isInDialog(document.activeElement);
    if (view !== shown.current && isLed) toHeading();
    shown.current = view;
  }, [view, toHeading]);
  return { views, toHeading };
}

/** Views that are kept while hidden have a heading, too. */
function headingIn(views: HTMLElement | null): HTMLElement | undefined {
  return [...(views?.querySelectorAll<HTMLElement>("main > h1") ?? [])].find((heading) => heading.checkVisibility());
}
