/** Whether it stands in a dialog that has the keyboard to itself: what it asks comes first. */
export function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[aria-modal='true']") !== null;
}
