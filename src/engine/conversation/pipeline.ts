import { setMaxListeners } from "node:events";
import type { Outcome, Stage } from "../../shared/models.ts";
import type { Persona } from "../../shared/persona.ts";
import type { Settings } from "../../shared/settings.ts";
import { type Command, type CommandTargets, runCommand } from "../discord/commands.ts";
import { type GateContext, gate } from "../discord/gate.ts";
import { sendParts, whileTyping } from "../discord/reply.ts";
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

export interface PipelineParts {
  clock: Clock;
  settings: () => Settings;
  persona: () => Persona;
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

/** Leads every message through its stages to a named outcome. */
export class Pipeline {
  readonly #parts: PipelineParts;
  readonly #running = new Set<Promise<EndedTurn>>();
  readonly #closing = new AbortController();
  /** Ends with the session: whoever asked in it can no longer be answered. */
  #stopping = manyListened();

  constructor(parts: PipelineParts) {
    this.#parts = parts;
  }

  /** The whole life of a message from Discord. Never rejects. */
  handle(message: IncomingMessage, delivery: Delivery): Promise<EndedTurn> {
    const turn = this.#begin(message, delivery);
    const { signal } = this.#stopping;
    const life = this.#toItsEnd(turn, signal, () => this.#live(turn, signal)).then((ended) => {
      this.#guarded(() => this.#parts.onEnd(ended));
      return ended;
    });
    return this.#watched(life);
  }

  /** The same stages for one who asks offline: no gate, no queue, no memory, no log. Never rejects. */
  rehearse(message: IncomingMessage, delivery: Delivery, understudyOnly: boolean): Promise<EndedTurn> {
    const turn = this.#begin(message, delivery);
    const model = understudyOnly ? null : this.#parts.model;
    const { signal } = this.#closing;
    const life = this.#toItsEnd(turn, signal, async () =>
      this.#understand(turn, message.content) ? this.#answer(turn, model, signal, null) : "nothing-left",
    );
    return this.#watched(life);
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
    const decision = this.#timed(turn, "gate", () => gate(turn.message, gateContext()));
    if (!decision.pass) {
      if ("command" in decision) await this.#obey(turn, decision.command, signal);
      return decision.outcome;
    }
    if (!this.#understand(turn, decision.question)) return "nothing-left";
    const ticket = { channelId: turn.message.channelId, authorId: turn.message.authorId, arrivedMs: turn.startedMs };
    const admission = await this.#timed(turn, "queue", () => queue.enter(ticket));
    if (!admission.admitted) return admission.outcome;
    try {
      // A moderator may have said stop meanwhile.
      if (this.#isPaused(turn)) return "paused";
      return await this.#answer(turn, model, signal, admission);
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
  #answer(turn: Turn, model: Responder | null, signal: AbortSignal, place: Place | null): Promise<Outcome> {
    const { clock, settings } = this.#parts;
    const persona = this.#parts.persona();
    const onTrouble = (thrown: unknown) => {
      if (!signal.aborted) this.#recordFailure(turn, thrown, "reply");
    };
    return whileTyping(clock, settings().behaviour.typingDelayMs, turn.delivery, onTrouble, async () => {
      const outcome = await this.#compose(turn, persona, model, signal);
      const isSent = await this.#timed(turn, "reply", async () => {
        await place?.predecessorsLeft;
        if (this.#isPaused(turn)) return false;
        await sendParts(turn, signal);
        return true;
      });
      if (!isSent) return "paused";
      if (place !== null && outcome === "answered") this.#parts.memory.remember(turn);
      return outcome;
    });
  }

  async #compose(turn: Turn, persona: Persona, model: Responder | null, signal: AbortSignal): Promise<Outcome> {
    const { memory, understudy, settings, redact } = this.#parts;
    const messages = this.#timed(turn, "context", () =>
      buildMessages(persona, memory.recall(turn.message.channelId), turn.sanitized, turn.message.author),
    );
    const prompt = { persona, messages, question: turn.sanitized };
    if (model !== null) turn.prompt = messages;
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

  async #obey(turn: Turn, command: Command, signal: AbortSignal): Promise<void> {
    const { commands, gateContext } = this.#parts;
    turn.sanitized = command;
    turn.response = this.#timed(turn, "respond", () =>
      runCommand(command, turn.message, commands, gateContext().commandPrefix),
    );
    turn.parts = [turn.response];
    await this.#timed(turn, "reply", () => sendParts(turn, signal));
  }

  #isPaused(turn: Turn): boolean {
    return this.#parts.commands.isPaused(turn.message.guildId);
  }

  #recordFailure(turn: Turn, thrown: unknown, stage: Stage): void {
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
      return "failed";
    });
    return { ...turn, outcome, totalMs: roundedMs(this.#parts.clock.monotonic() - turn.startedMs) };
  }

  /** Whom an error left without an answer hears one short sentence, where that can be sent. */
  async #apologize(turn: Turn, signal: AbortSignal): Promise<void> {
    try {
      if (this.#isPaused(turn)) return;
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
