const macro = /\{\{([^{}]{0,200})\}\}|<(USER|CHAR|BOT)>/gi;
const comment = /^(?:\/\/|comment:)/i;
const choice = /^(?:random|pick)::?/i;
const maxNames = 10;

interface MacroWords {
  /** What `{{char}}` stands for. */
  char: string;
  /** What `{{user}}` stands for: a persona talks with many members. */
  user: string;
}

/** Fills in a card's macros, and remembers those that had to go. */
export class Macros {
  readonly #char: string;
  readonly #unknown = new Set<string>();

  constructor(char: string) {
    this.#char = char;
  }

  /** Names of macros that Quipdeck does not know, the first ten, such as `roll`. */
  get unknown(): string[] {
    return [...this.#unknown];
  }

  /** In a description of the character: members are spoken of. */
  inInstructions(text: string): string {
    return this.#fill(text, { char: this.#char, user: "the member" });
  }

  /** In what the character says: the member is spoken to. */
  inSpeech(text: string): string {
    return this.#fill(text, { char: this.#char, user: "friend" });
  }

  #fill(text: string, words: MacroWords): string {
    return text.replace(macro, (_, inBraces: string | undefined, inBrackets: string | undefined) =>
      this.#meaning((inBraces ?? inBrackets ?? "").trim(), words),
    );
  }

  #meaning(name: string, { char, user }: MacroWords): string {
    const known = name.toLowerCase();
    if (known === "char" || known === "bot") return char;
    if (known === "user") return user;
    // `{{original}}` stands for the program's own prompt, which a persona gets anyhow.
    if (known === "original" || comment.test(name)) return "";
    if (choice.test(name)) return name.replace(choice, "").split(/::|,/)[0]?.trim() ?? "";
    if (this.#unknown.size < maxNames) this.#unknown.add(/^[\w-]{1,30}/.exec(name)?.[0] ?? "without a name");
    return "";
  }
}
