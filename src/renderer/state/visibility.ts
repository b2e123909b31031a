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

/** Hands on what comes while the panel can be seen; of what comes meanwhile only the newest, once it is shown again. */
export function whenSeen<Value>(hear: (value: Value) => void): (value: Value) => void {
  let waiting: { value: Value } | null = null;
  return (value) => {
    if (!isHidden()) return hear(value);
    const isFirst = waiting === null;
    waiting = { value };
    if (!isFirst) return;
    void whenShown().then(() => {
      if (waiting) hear(waiting.value);
      waiting = null;
    });
  };
}
