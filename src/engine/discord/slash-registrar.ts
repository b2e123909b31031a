import { reportOf, sentenceOf } from "../../shared/errors.ts";
import type { Profile } from "../../shared/settings.ts";
import type { Bot } from "./bot.ts";
import { registerCommands } from "./gateway/registering.ts";
import type { Sessions } from "./session.ts";
import { slashCommands } from "./slash-commands.ts";

interface RegistrarParts {
  bot: { readonly facts: Pick<Bot["facts"], "state"> };
  sessions: Pick<Sessions, "access" | "applicationId">;
  profile: () => Profile;
  /** The slash commands could not be registered or removed, in a sentence. */
  onTrouble: (sentence: string) => void;
}

/** Has Discord offer the slash commands, or offer them no more, as the active profile wants it. */
export class SlashRegistrar {
  readonly #parts: RegistrarParts;
  /** What was last asked of Discord in this session: the profile, and whether it offers commands. */
  #asked: string | null = null;
  #work: Promise<void> = Promise.resolve();

  constructor(parts: RegistrarParts) {
    this.#parts = parts;
  }

  /** Looks at Discord once in a session, and whenever the wish has changed; for that the bot must be online. */
  follow(): void {
    const { bot, profile } = this.#parts;
    const { state } = bot.facts;
    if (state !== "online" && state !== "reconnecting") this.#asked = null;
    if (state !== "online") return;
    const { id, slashCommands: isOffered } = profile();
    const wish = `${id}/${isOffered}`;
    if (wish === this.#asked) return;
    this.#asked = wish;
    // One after the other: the last wish counts.
    this.#work = this.#work.then(() => this.#register(isOffered));
  }

  async #register(isOffered: boolean): Promise<void> {
    const { sessions, onTrouble } = this.#parts;
    try {
      const wanted = isOffered ? slashCommands() : [];
      await registerCommands(await sessions.access(), await sessions.applicationId(), wanted);
    } catch (thrown) {
      const change = isOffered ? "registered" : "removed";
      onTrouble(`The slash commands could not be ${change}. ${sentenceOf(reportOf(thrown))}`);
    }
  }
}
