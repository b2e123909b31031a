import { commandGroups, type PanelCommand } from "./panel-command.ts";

/**
 * The commands of which every word in `query` begins a word, whatever the case and accents; those found by their label come
 * before those found by an alias, and otherwise the groups keep their order.
 */
export function findCommands(commands: readonly PanelCommand[], query: string): PanelCommand[] {
  const terms = wordsOf(query);
  return commands
    .map((command) => ({ command, rank: rankOf(command, terms) }))
    .filter(({ rank }) => rank !== null)
    .toSorted((one, other) => Number(one.rank) - Number(other.rank) || groupOf(one.command) - groupOf(other.command))
    .map(({ command }) => command);
}

function rankOf({ label, alias = "" }: PanelCommand, terms: readonly string[]): number | null {
  const named = wordsOf(label);
  if (areBegun(terms, named)) return 0;
  return areBegun(terms, [...named, ...wordsOf(alias)]) ? 1 : null;
}

function areBegun(terms: readonly string[], words: readonly string[]): boolean {
  return terms.every((term) => words.some((word) => word.startsWith(term)));
}

function wordsOf(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.match(/[\p{L}\p{N}$]+/gu) ?? [];
}

function groupOf({ group }: PanelCommand): number {
  return commandGroups.indexOf(group);
}
