const maxNamed = 3;

/** As `Waiting for Test reply.`; of many names the first few, and nothing where there are none. */
export function waitedForSentence(names: readonly string[]): string {
  if (names.length === 0) return "";
  const others = names.length - maxNamed;
  return `Waiting for ${names.slice(0, maxNamed).join(", ")}${others > 0 ? ` and ${others} more` : ""}.`;
}
