import type { Failure, Notice } from "../../shared/models.ts";
import type { Profile, Settings } from "../../shared/settings.ts";
import type { Answering } from "../answering.ts";
import type { Clock } from "../ports.ts";
import type { Stores } from "../storage/stores.ts";
import { AnswerPlaces } from "./answer-places.ts";
import { Bot } from "./bot.ts";
import { BotNews } from "./bot-news.ts";
import { Reboots } from "./reboots.ts";
import type { Sessions } from "./session.ts";
import { SlashRegistrar } from "./slash-registrar.ts";
import { Switchboard } from "./switchboard.ts";

interface PresenceParts {
  clock: Clock;
  /** 0 to 1, for jitter. */
  random: () => number;
  sessions: Sessions;
  answering: Answering;
  stores: Pick<Stores, "log" | "state">;
  settings: () => Settings;
  profile: () => Profile;
  /** One sentence for the owner. */
  tell: (level: Notice["level"], sentence: string) => void;
  /** Something that a panel shows of the bot has changed. */
  onChange: () => void;
}

/** The bot on Discord: its session, what passes through it, and what keeps it there. */
export class Presence {
  readonly bot: Bot;
  readonly reboots: Reboots;
  readonly #answerPlaces: AnswerPlaces;
  readonly #switchboard: Switchboard;
  readonly #slash: SlashRegistrar;
  readonly #news: BotNews;
  readonly #onChange: () => void;

  constructor(parts: PresenceParts) {
    const { clock, random, sessions, answering, stores, settings, profile, tell } = parts;
    const catchUpMinutes = () => settings().behaviour.catchUpMinutes;
    const warn = (sentence: string) => tell("warning", sentence);
    const place = () => profile().answerPlace;
    this.#onChange = parts.onChange;
    this.#news = new BotNews({ tell, catchUpMinutes });
    this.#answerPlaces = new AnswerPlaces({ clock, state: stores.state, place, onTrouble: warn });
    this.#switchboard = new Switchboard({
      ...{
        clock,
        answering,
        sessions,
        log: stores.log,
        answerPlaces: this.#answerPlaces,
        profile,
        catchUpMinutes,
        tell,
      },
      bot: () => this.bot.facts,
    });
    this.bot = new Bot({
      ...{ clock, random },
      openSession: (events) => this.#switchboard.open(events),
      onSessionEnd: () => this.#switchboard.end(),
      onGap: (fromMs, toMs) => this.#news.tellGap(fromMs, toMs),
      onChange: () => this.#followBot(),
    });
    const { bot } = this;
    this.reboots = new Reboots({ clock, bot, sessions, onTrouble: (sentence) => tell("error", sentence) });
    this.#slash = new SlashRegistrar({ bot, sessions, profile, onTrouble: warn });
  }

  followSettings(): void {
    this.reboots.followSettings();
    this.#slash.follow();
  }

  /** Tells the owner of new failures, in the channel of their choice. */
  tellFailures(failures: readonly Failure[]): void {
    this.#switchboard.tellFailures(failures);
  }

  /** Forgets which threads are a member's, and what a look back has read of them. */
  forget(authorId: string): void {
    this.#answerPlaces.forget(authorId);
    this.#switchboard.forget(authorId);
  }

  /** Takes the bot offline; a reboot that was about to come does not come. */
  async stop(): Promise<void> {
    this.reboots.cancel();
    await this.bot.stop();
  }

  close(): void {
    this.#switchboard.close();
  }

  #followBot(): void {
    this.#onChange();
    this.#news.follow(this.bot.facts);
    // A switch of profiles may have come while the session was being opened, or have been the reason why it failed.
    this.followSettings();
  }
}
