import { setMaxListeners } from "node:events";
import type { Outcome, Stage } from "../../shared/models.ts";
import type { Persona } from "../../shared/persona.ts";
import type { Settings } from "../../shared/settings.ts";
import {
  type Command,
  type CommandTargets,
  isModeratorCommand,
  isSlowCommand,
  runCommand,
  type Spelling,
  spelledWith,
} from "../discord/commands.ts";
import { DiscordFault } from "../discord/faults.ts";
import { type GateContext, gate } from "../discord/gate.ts";
import { sendAnswer, sendParts, whileTyping } from "../discord/reply.ts";
import { slashSpelling } from "../discord/slash-commands.ts";
import { AnswerError, type Responder } from "../inference/responder.ts";
import type { FailureFacts } from "../log/failures.ts";
import type { Clock } from "../ports.ts";
import { cleanAnswer, splitAnswer } from "./answer.ts";
import { failureOf } from "./failure-facts.ts";
import type { Memory } from "./memory.ts";
import { buildMessages } from "./persona.ts";
import { apology, respond, standIn } from "./respond.ts";
import { sanitize } from "./sanitizer.ts";
import { cutText } from "./text.ts";
import { roundedMs, timed } from "./trace.ts";
import { beginTurn, type Delivery, type EndedTurn, type IncomingMessage, type Turn } from "./turn.ts";
import type { Place, TurnQueue } from "./turn-queue.ts";
import { Withdrawals } from "./withdrawals.ts";

export interface PipelineParts {
  clock: Clock;
  settings: () => Settings;
  /** Who plays where this message was written. */
  persona: (message: IncomingMessage) => Persona;
  gateContext: () => GateContext;
  commands: CommandTargets;
  queue: TurnQueue;
  memory: Memory;
  model: Responder;
  understudy: Responder;
  /** Takes secrets out of an answer: the service may echo what it was sent. */
  redact: (text: string) => string;
  /** Stores a failure; gives back its id. */
  recordFailure: (facts: FailureFacts) => number;
  /** Hears of every ended turn that came from Discord. */
  onEnd: (turn: EndedTurn) => void;
  /** Hears in a sentence what kept one of these two from its work. */
  onTrouble: (sentence: string) => void;
}

/** Refusals of Discord's about which nobody can, or need, do anything. */
const needsNobody: ReadonlySet<Outcome> = new Set(["question-gone", "thread-closed"]);

/** How the owner tries the bot out. */
export interface RehearsalOptions {
  /** The understudy alone, as when every key rests. */
  understudyOnly: boolean;
  /** In place of the persona that plays. */
  persona?: Persona | undefined;
}

/** Leads every message through its stages to a named outcome. */
export class Pipeline {
  readonly #parts: PipelineParts;
  readonly #running = new Set<Promise<EndedTurn>>();
  readonly #withdrawals = new Withdrawals();
  readonly #closing = new AbortController();
  /** Ends with the session: whoever asked in it can no longer be answered. */
  #stopping = manyListened();

  constructor(parts: PipelineParts) {
    this.#parts = parts;
  }

  /** The whole life of a message from Discord. Never rejects. */
  handle(message: IncomingMessage, delivery: Delivery): Promise<EndedTurn> {
    return this.#lead(message, delivery, (turn, signal) => this.#live(turn, signal));
  }

  /** A command that came as Discord's own slash command: whoever uses it has an answer coming. Never rejects. */
  obey(command: Command, use: IncomingMessage, delivery: Delivery): Promise<EndedTurn> {
    return this.#lead(use, delivery, (turn, signal) => this.#liveAsCommand(turn, command, signal));
  }

  #lead(
    message: IncomingMessage,
    delivery: Delivery,
    live: (turn: Turn, signal: AbortSignal) => Promise<Outcome>,
  ): Promise<EndedTurn> {
    const turn = this.#begin(message, delivery);
    const { signal } = this.#stopping;
    this.#withdrawals.begin(message.messageId);
    const life = this.#toItsEnd(turn, signal, () => live(turn, signal)).then((ended) => {
      this.#withdrawals.end(message.messageId);
      this.#guarded(() => this.#parts.onEnd(ended));
      return ended;
    });
    return this.#watched(life);
  }

  /** The same stages for one who asks offline: no gate, no queue, no memory, no log. Never rejects. */
  rehearse(message: IncomingMessage, delivery: Delivery, options: RehearsalOptions): Promise<EndedTurn> {
    const turn = this.#begin(message, delivery);
    const model = options.understudyOnly ? null : this.#parts.model;
    const persona = options.persona ?? this.#parts.persona(message);
    const { signal } = this.#closing;
    const life = this.#toItsEnd(turn, signal, async () =>
      this.#understand(turn, message.content) ? this.#answer(turn, persona, model, signal, null) : "nothing-left",
    );
    return this.#watched(life);
  }

  /** The messages were deleted: those that wait for an answer, or are about to get one, end as `question-gone`. */
  withdraw(messageIds: string[]): void {
    for (const id of messageIds) this.#withdrawals.withdraw(id);
  }

  /** Ends every turn from Discord, at work or waiting, as `stopped`. */
  stop(): void {
    this.#stopping.abort();
    this.#stopping = manyListened();
    this.#parts.queue.clear();
  }

  /** The same for good, rehearsals included; resolves when every turn has come to its end and is logged. */
  async close(): Promise<void> {
    this.stop();
    this.#stopping.abort();
    this.#closing.abort();
    await Promise.allSettled(this.#running);
  }

  #watched(life: Promise<EndedTurn>): Promise<EndedTurn> {
    this.#running.add(life);
    return life.finally(() => this.#running.delete(life));
  }

  #begin(message: IncomingMessage, delivery: Delivery): Turn {
    return beginTurn(message, delivery, this.#parts.clock.now(), this.#parts.clock.monotonic());
  }

  #timed<Result>(turn: Turn, stage: Stage, work: () => Result): Result {
    return timed(this.#parts.clock, turn, stage, work);
  }

  async #live(turn: Turn, signal: AbortSignal): Promise<Outcome> {
    const { queue, model, gateContext } = this.#parts;
    const { commandPrefix } = this.#parts.settings().behaviour;
    const decision = this.#timed(turn, "gate", () => gate(turn.message, gateContext()));
    if (!decision.pass) {
      if ("command" in decision) await this.#obey(turn, decision.command, spelledWith(commandPrefix), signal);
      return decision.outcome;
    }
    if (!this.#understand(turn, decision.question)) return "nothing-left";
    const ticket = { channelId: turn.message.channelId, authorId: turn.message.authorId, arrivedMs: turn.startedMs };
    const admission = await this.#timed(turn, "queue", () => queue.enter(ticket));
    if (!admission.admitted) return admission.outcome;
    try {
      const calledOff = this.#calledOff(turn);
      if (calledOff !== null) return calledOff;
      return await this.#answer(turn, this.#parts.persona(turn.message), model, signal, admission);
    } finally {
      admission.leave();
    }
  }

  /** Sanitizes the question; false when nothing is left of it. */
  #understand(turn: Turn, question: string): boolean {
    const { behaviour, sanitizer } = this.#parts.settings();
    const result = this.#timed(turn, "sanitize", () =>
      sanitize(question, { names: turn.message.names, rules: sanitizer }),
    );
    turn.removed = result.removed;
    turn.sanitized = cutText(result.output, behaviour.maxQuestionCharacters);
    return turn.sanitized !== "";
  }

  /** From the context to the sent reply, with typing shown meanwhile. */
  #answer(
    turn: Turn,
    persona: Persona,
    model: Responder | null,
    signal: AbortSignal,
    place: Place | null,
  ): Promise<Outcome> {
    const { clock, settings } = this.#parts;
    const onTrouble = (thrown: unknown) => {
      if (!signal.aborted) this.#recordFailure(turn, thrown, "reply");
    };
    return whileTyping(clock, settings().behaviour.typingDelayMs, turn.delivery, onTrouble, async () => {
      const outcome = await this.#compose(turn, persona, model, signal);
      const calledOff = await this.#timed(turn, "reply", async () => {
        await place?.predecessorsLeft;
        const reason = this.#calledOff(turn);
        if (reason === null) await sendAnswer(turn, signal);
        return reason;
      });
      if (calledOff !== null) return calledOff;
      const isKept = place !== null && outcome === "answered" && this.#calledOff(turn) === null;
      if (isKept) this.#parts.memory.remember(turn);
      return outcome;
    });
  }

  async #compose(turn: Turn, persona: Persona, model: Responder | null, signal: AbortSignal): Promise<Outcome> {
    const { memory, understudy, settings, redact } = this.#parts;
    const messages = this.#timed(turn, "context", () =>
      buildMessages(persona, memory.recall(turn.message.channelId), turn.sanitized, turn.message.author),
    );
    const prompt = { persona, messages, question: turn.sanitized };
    const { whenResting } = settings().inference;
    const partsOf = (stage: Stage) => {
      return {
        model,
        understudy,
        whenResting,
        recordFailure: (thrown: unknown) => this.#recordFailure(turn, thrown, stage),
      };
    };
    let outcome = await this.#timed(turn, "respond", () => respond(turn, prompt, signal, partsOf("respond")));
    await this.#timed(turn, "clean", async () => {
      const answer = redact(cleanAnswer(turn.response, { personaName: persona.name }));
      if (answer === "") outcome = await standIn(turn, prompt, nothingSaid(turn), signal, partsOf("clean"));
      else turn.response = answer;
    });
    turn.parts = this.#timed(turn, "split", () => splitAnswer(turn.response));
    return outcome;
  }

  async #liveAsCommand(turn: Turn, command: Command, signal: AbortSignal): Promise<Outcome> {
    const { gateContext, settings } = this.#parts;
    if (!isModeratorCommand(command) && !gateContext().admitMember(turn.message.authorId)) {
      await this.#say(turn, "Not so fast: try again in a minute.", signal);
      return "too-fast";
    }
    await this.#obey(turn, command, slashSpelling(settings().behaviour.commandPrefix), signal);
    return "command";
  }

  async #obey(turn: Turn, command: Command, spelling: Spelling, signal: AbortSignal): Promise<void> {
    turn.sanitized = command;
    // What cannot be shown as under way is done all the same; the answer will meet the same fault.
    if (isSlowCommand(command)) await turn.delivery.showTyping().catch(() => undefined);
    const text = this.#timed(turn, "respond", () => runCommand(command, turn.message, this.#parts.commands, spelling));
    await this.#say(turn, text, signal);
  }

  async #say(turn: Turn, text: string, signal: AbortSignal): Promise<void> {
    turn.response = text;
    turn.parts = [turn.response];
    await this.#timed(turn, "reply", () => sendParts(turn, signal));
  }

  /** What happened since the gate that leaves nobody to answer; null where nothing did. */
  #calledOff({ message }: Turn): Outcome | null {
    const { commands } = this.#parts;
    if (commands.isPaused(message.guildId)) return "paused";
    if (commands.isOptedOut(message.authorId)) return "opted-out";
    return this.#withdrawals.has(message.messageId) ? "question-gone" : null;
  }

  #recordFailure(turn: Turn, thrown: unknown, stage: Stage): void {
    if (thrown instanceof DiscordFault && needsNobody.has(thrown.outcome)) return;
    turn.failureId = this.#record(turn, thrown, stage);
  }

  #record(turn: Turn, thrown: unknown, stage: Stage): number | null {
    const { recordFailure, clock } = this.#parts;
    return this.#guarded(() => recordFailure(failureOf(turn, thrown, stage, clock.now())));
  }

  /** A record that cannot be kept must not cost anybody the answer. */
  #guarded<Result>(keep: () => Result): Result | null {
    try {
      return keep();
    } catch (thrown) {
      const kind = thrown instanceof Error ? thrown.name : typeof thrown;
      this.#parts.onTrouble(`What became of a message could not be recorded (${kind}): restart Quipdeck.`);
      return null;
    }
  }

  /** The one place where a failing turn is caught. */
  async #toItsEnd(turn: Turn, signal: AbortSignal, live: () => Promise<Outcome>): Promise<EndedTurn> {
    const work = async () => {
      signal.throwIfAborted();
      return live();
    };
    const outcome = await work().catch(async (thrown: unknown): Promise<Outcome> => {
      if (signal.aborted) return "stopped";
      // The stage noted last is the one that threw.
      const stage = turn.stages.at(-1)?.stage ?? "gate";
      this.#recordFailure(turn, thrown, stage);
      // At the gate nobody knows yet whether the message was for the bot.
      if (stage !== "gate" && stage !== "reply") await this.#apologize(turn, signal);
      return thrown instanceof DiscordFault ? thrown.outcome : "failed";
    });
    return { ...turn, outcome, totalMs: roundedMs(this.#parts.clock.monotonic() - turn.startedMs) };
  }

  /** Whom an error left without an answer hears one short sentence, where that can be sent. */
  async #apologize(turn: Turn, signal: AbortSignal): Promise<void> {
    try {
      if (this.#calledOff(turn) !== null) return;
      turn.response = apology;
      turn.responder = "none";
      turn.keyLabel = null;
      turn.parts = [apology];
      await this.#timed(turn, "reply", () => sendParts(turn, signal));
    } catch (thrown) {
      // The turn keeps the failure that came first.
      if (!signal.aborted) this.#record(turn, thrown, "reply");
    }
  }
}

/** Every turn of a session waits on the same signal: Node's warning of a leak would be a false alarm. */
function manyListened(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

/** A model may think aloud and say nothing. */
function nothingSaid(turn: Turn): AnswerError {
  const mend = "Try another model, or let it answer with more tokens, under Settings.";
  return new AnswerError("empty", "The model's answer held nothing to say.", mend, turn.attempts);
}
