const maxLength = 32;

/** An id made of a name that none of `taken` has: `My bot!` becomes `my-bot`, then `my-bot-2`; `fallback` where nothing is left. */
export function idFromName(name: string, taken: readonly string[], fallback: string): string {
  const base =
    name
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, maxLength - 4) || fallback;
  let id = base;
  for (let suffix = 2; taken.includes(id); suffix += 1) id = `${base}-${suffix}`;
  return id;
}
