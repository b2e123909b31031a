/** Brings the part of a view under this title into sight, and the keyboard with it. */
export function focusTitle(id: string): void {
  const title = document.getElementById(id);
  if (!title) return;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
  title.scrollIntoView({ block: "start" });
}
