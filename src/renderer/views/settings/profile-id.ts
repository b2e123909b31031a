const maxLength = 32;

/** A profile id made of its name that none of `taken` has: `My bot!` becomes `my-bot`, then `my-bot-2`. */
export function idFromName(name: string, taken: readonly string[]): string {
  const base =
    name
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, maxLength - 4) || "profile";
  let id = base;
  for (let suffix = 2; taken.includes(id); suffix += 1) id = `${base}-${suffix}`;
  return id;
}
