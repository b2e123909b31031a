/** Fields that hold no text of their own, in which keys such as Ctrl and Z mean nothing. */
const textless = ["button", "checkbox", "color", "file", "image", "radio", "range", "reset", "submit"];

/** Whether typing there writes, so that a shortcut must not be taken from it. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !textless.includes(target.type);
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}
