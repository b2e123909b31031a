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
import { respond, standIn } from "./respond.ts";
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
  /** Stores a failure; gives back its id. */
  recordFailure: (facts: FailureFacts) => number;
  /** Hears of every ended turn that came from Discord. */
  onEnd: (turn: EndedTurn) => void;
}

/** Leads every message through its stages to a named outcome. */
export class Pipeline {
  readonly #parts: PipelineParts;
  #stopping = new AbortController();

  constructor(parts: PipelineParts) {
    this.#parts = parts;
  }

  /** The whole life of a message from Discord. Never rejects. */
  async handle(message: IncomingMessage, delivery: Delivery): Promise<EndedTurn> {
    const turn = this.#begin(message, delivery);
    const ended = await this.#toItsEnd(turn, (signal) => this.#live(turn, signal));
    this.#parts.onEnd(ended);
    return ended;
  }

  /** The same stages for one who asks offline: no gate, no queue, no memory, no log. Never rejects. */
  rehearse(message: IncomingMessage, delivery: Delivery, understudyOnly: boolean): Promise<EndedTurn> {
    const turn = this.#begin(message, delivery);
    const model = understudyOnly ? null : this.#parts.model;
    return this.#toItsEnd(turn, async (signal) =>
      (await this.#understand(turn, message.content)) ? this.#answer(turn, model, signal, null) : "nothing-left",
    );
  }

  /** Ends every turn at work or waiting as `stopped`. */
  stop(): void {
    this.#stopping.abort();
    this.#stopping = new AbortController();
    this.#parts.queue.clear();
  }

  #begin(message: IncomingMessage, delivery: Delivery): Turn {
    return beginTurn(message, delivery, this.#parts.clock.now(), this.#parts.clock.monotonic());
  }

  #timed<Result>(turn: Turn, stage: Stage, work: () => Result | Promise<Result>): Promise<Result> {
    return timed(this.#parts.clock, turn, stage, work);
  }

  async #live(turn: Turn, signal: AbortSignal): Promise<Outcome> {
    const { queue, model, gateContext } = this.#parts;
    const decision = await this.#timed(turn, "gate", () => gate(turn.message, gateContext()));
    if (!decision.pass) {
      if ("command" in decision) await this.#obey(turn, decision.command, signal);
      return decision.outcome;
    }
    if (!(await this.#understand(turn, decision.question))) return "nothing-left";
    const ticket = { channelId: turn.message.channelId, authorId: turn.message.authorId, arrivedMs: turn.startedMs };
    const admission = await this.#timed(turn, "queue", () => queue.enter(ticket));
    if (!admission.admitted) return admission.outcome;
    try {
      return await this.#answer(turn, model, signal, admission);
    } finally {
      admission.leave();
    }
  }

  /** Sanitizes the question; false when nothing is left of it. */
  async #understand(turn: Turn, question: string): Promise<boolean> {
    const { behaviour, sanitizer } = this.#parts.settings();
    const result = await this.#timed(turn, "sanitize", () =>
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
      await this.#timed(turn, "reply", async () => {
        await place?.predecessorsLeft;
        await sendParts(turn, signal);
      });
      if (place !== null && outcome === "answered") this.#parts.memory.remember(turn);
      return outcome;
    });
  }

  async #compose(turn: Turn, persona: Persona, model: Responder | null, signal: AbortSignal): Promise<Outcome> {
    const { memory, understudy, settings } = this.#parts;
    const messages = await this.#timed(turn, "context", () =>
      buildMessages(persona, memory.recall(turn.message.channelId), turn.sanitized, turn.message.author),
    );
    const prompt = { persona, messages, question: turn.sanitized };
    const { whenResting } = settings().inference;
    const recordFailure = (thrown: AnswerError) => this.#recordFailure(turn, thrown, "respond");
    const parts = { model, understudy, whenResting, recordFailure };
    let outcome = await this.#timed(turn, "respond", () => respond(turn, prompt, signal, parts));
    await this.#timed(turn, "clean", async () => {
      const answer = cleanAnswer(turn.response, { personaName: persona.name });
      if (answer === "") outcome = await standIn(turn, prompt, nothingSaid(turn), signal, parts);
      else turn.response = answer;
    });
    turn.parts = await this.#timed(turn, "split", () => splitAnswer(turn.response));
    return outcome;
  }

  async #obey(turn: Turn, command: Command, signal: AbortSignal): Promise<void> {
    turn.sanitized = command;
    turn.response = runCommand(command, turn.message, this.#parts.commands);
    turn.parts = [turn.response];
    await this.#timed(turn, "reply", () => sendParts(turn, signal));
  }

  #recordFailure(turn: Turn, thrown: unknown, stage: Stage): void {
    turn.failureId = this.#parts.recordFailure(failureOf(turn, thrown, stage, this.#parts.clock.now()));
  }

  /** The one place where a failing turn is caught. */
  async #toItsEnd(turn: Turn, live: (signal: AbortSignal) => Promise<Outcome>): Promise<EndedTurn> {
    const { signal } = this.#stopping;
    const outcome = await live(signal).catch((thrown: unknown): Outcome => {
      if (signal.aborted) return "stopped";
      // The stage noted last is the one that threw.
      this.#recordFailure(turn, thrown, turn.stages.at(-1)?.stage ?? "gate");
      return "failed";
    });
    return { ...turn, outcome, totalMs: roundedMs(this.#parts.clock.monotonic() - turn.startedMs) };
  }
}

/** A model may think aloud and say nothing. */
function nothingSaid(turn: Turn): AnswerError {
  const mend = "Try another model, or let it answer with more tokens, under Settings.";
  return new AnswerError("empty", "The model's answer held nothing to say.", mend, turn.attempts);
}
