/** Whether nobody can see the panel: its tab is behind another, its window minimised or hidden. */
export function isHidden(): boolean {
  return document.hidden;
}

/** Tells each time the panel is hidden or shown again; returns the function that ends that. */
export function onVisibility(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}

/** Resolves once the panel can be seen. */
export function whenShown(): Promise<void> {
  return new Promise((resolve) => {
    if (!isHidden()) return resolve();
    const stop = onVisibility(() => {
      if (isHidden()) return;
      stop();
      resolve();
    });
  });
}
