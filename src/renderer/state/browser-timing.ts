import type { StoreTiming } from "./panel-store.ts";
import { isHidden, onVisibility } from "./visibility.ts";

/** The store's timing in a browser. */
export const browserTiming: StoreTiming = {
  nextFrame: (task) => void requestAnimationFrame(task),
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
  isHidden,
  onVisibility,
};
