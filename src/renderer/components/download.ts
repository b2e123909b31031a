/** Long enough for a browser that first asks where to. */
const keptMs = 60_000;

/** Hands a file to the reader, as a browser's own download. */
export function download(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), keptMs);
}
