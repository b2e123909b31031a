import { setMaxListeners } from "node:events";
import type { Outcome, Stage } from "../../shared/models.ts";
import type { Persona } from "../../shared/persona.ts";
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
import { type GateContext, type GateDecision, gate, type Question, questionIn } from "../discord/gate.ts";
import { sendAnswer, sendParts, whileTyping } from "../discord/reply.ts";
import { slashSpelling } from "../discord/slash-commands.ts";
import type { Responder } from "../inference/responder.ts";
import type { FailureFacts } from "../log/failures.ts";
import { type ComposeParts, compose } from "./compose.ts";
import { failureOf } from "./failure-facts.ts";
import type { Line, LineJoiner } from "./joined-lines.ts";
import { withoutMember } from "./log-entry.ts";
import type { MemberPaces } from "./member-pace.ts";
import type { OncePerWindow } from "./once-per-window.ts";
import { apology, refusal } from "./respond.ts";
import { sanitize } from "./sanitizer.ts";
import { cutText } from "./text.ts";
import { roundedMs, timed } from "./trace.ts";
import { beginTurn, type Delivery, type EndedTurn, type IncomingMessage, type Turn } from "./turn.ts";
import type { Place, TurnQueue } from "./turn-queue.ts";
import { TurnsAtWork } from "./turns-at-work.ts";

export interface PipelineParts extends ComposeParts, Pick<MemberPaces, "pausedUntil" | "noticeOfPause"> {
  /** Who plays where this message was written. */
  persona: (message: IncomingMessage) => Persona;
  gateContext: () => GateContext;
  commands: CommandTargets;
  joiner: LineJoiner;
  /** How often a channel hears the same sentence about something that went wrong. */
  sentences: OncePerWindow;
  queue: TurnQueue;
  model: Responder;
  /** Stores a failure; gives back its id. */
  recordFailure: (facts: FailureFacts, thrown: unknown) => number;
  /** Hears of every ended turn that came from Discord. */
  onEnd: (turn: EndedTurn) => void;
  /** Hears in a sentence what kept one of these two from its work. */
  onTrouble: (sentence: string) => void;
}

/** Refusals of Discord's about which nobody can, or need, do anything. */
const needsNobody: ReadonlySet<Outcome> = new Set(["question-gone", "thread-closed"]);

/** Who answers, and where the answer goes. */
interface Answerer {
  persona: Persona;
  /** Null when the understudy is to answer alone. */
  model: Responder | null;
  /** Null outside Discord, where nobody waits for a place. */
  inDiscord: { place: Place; line: Line } | null;
}

/** Leads every message through its stages to a named outcome. */
export class Pipeline {
  readonly #parts: PipelineParts;
  readonly #running = new Set<Promise<EndedTurn>>();
  readonly #atWork = new TurnsAtWork();
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
    this.#atWork.begin(turn);
    const life = this.#toItsEnd(turn, signal, () => live(turn, signal)).then(({ outcome, totalMs }) => {
      this.#atWork.end(turn);
      // As the turn is in this moment: its member may have been forgotten since it came to its end.
      const ended = { ...turn, outcome, totalMs };
      this.#guarded(() => this.#parts.onEnd(ended));
      return ended;
    });
    return this.#watched(life);
  }

  /**
   * The same stages for one who asks offline: no gate, no queue, no memory, no log; with `understudyOnly` as when every
   * key rests. Never rejects.
   */
  tryOut(message: IncomingMessage, delivery: Delivery, understudyOnly: boolean): Promise<EndedTurn> {
    const turn = this.#begin(message, delivery);
    const model = understudyOnly ? null : this.#parts.model;
    const persona = this.#parts.persona(message);
    const { signal } = this.#closing;
    const life = this.#toItsEnd(turn, signal, async () => {
      const question = questionIn(message.content, this.#parts.gateContext().botUserId);
      if (!this.#understand(turn, question)) return "nothing-left";
      return this.#isBlocked(turn) ? "blocked" : this.#answer(turn, { persona, model, inDiscord: null }, signal);
    });
    return this.#watched(life);
  }

  /** The messages were deleted: those that wait for an answer, or are about to get one, end as `question-gone`. */
  withdraw(messageIds: readonly string[]): void {
    this.#atWork.withdraw(messageIds);
    this.#parts.joiner.withdraw(messageIds);
  }

  /** Questions of the member that have no answer yet end as `forgotten`; of none at work anything of theirs is kept. */
  forget(authorId: string): void {
    this.#atWork.forget(authorId);
    this.#parts.joiner.forget(authorId);
  }

  /** Ends every turn from Discord, at work or waiting, as `stopped`. */
  stop(): void {
    this.#stopping.abort();
    this.#stopping = manyListened();
  }

  /** The same for good, what is tried out included; resolves when every turn has come to its end and is logged. */
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
    return timed(this.#parts, turn, stage, work);
  }

  async #live(turn: Turn, signal: AbortSignal): Promise<Outcome> {
    const { gateContext, joiner } = this.#parts;
    const decision = this.#timed(turn, "gate", () => gate(turn.message, gateContext()));
    if (!decision.pass) return this.#turnAway(turn, decision, signal);
    if (!this.#understand(turn, decision)) return "nothing-left";
    if (this.#isBlocked(turn)) return this.#refuse(turn, signal);
    const line = joiner.open(turn);
    try {
      this.#takeIn(turn, line);
      if (this.#isBlocked(turn)) return await this.#refuse(turn, signal);
      return await this.#takePart(turn, line, AbortSignal.any([signal, line.signal]));
    } catch (thrown) {
      if (line.isJoined) return this.#calledOff(turn, line) ?? "joined";
      throw thrown;
    } finally {
      line.close();
    }
  }

  async #turnAway(turn: Turn, decision: GateDecision & { pass: false }, signal: AbortSignal): Promise<Outcome> {
    if ("command" in decision) {
      const { commandPrefix } = this.#parts.settings().behaviour;
      await this.#obey(turn, decision.command, spelledWith(commandPrefix), signal);
    }
    if (decision.outcome === "too-fast") {
      const until = this.#parts.noticeOfPause(turn.message.authorId);
      if (until !== null) await this.#say(turn, tooFastLine(until), signal);
    }
    return decision.outcome;
  }

  #isBlocked(turn: Turn): boolean {
    return this.#parts.blocked.find(turn.sanitized) !== null;
  }

  async #refuse(turn: Turn, signal: AbortSignal): Promise<Outcome> {
    const { whenBlocked } = this.#parts.settings().safety;
    if (whenBlocked === "tell" && this.#admitSentence(turn, refusal)) await this.#say(turn, refusal, signal);
    return "blocked";
  }

  #admitSentence({ message }: Turn, sentence: string): boolean {
    return this.#parts.sentences.admit(`${message.channelId} ${sentence}`);
  }

  /** Waits for its turn, and answers. */
  async #takePart(turn: Turn, line: Line, signal: AbortSignal): Promise<Outcome> {
    const { queue, model, memory } = this.#parts;
    const { channelId, authorId } = turn.message;
    const conversationId = memory.conversationOf(turn.message);
    const ticket = { channelId, authorId, conversationId, arrivedMs: turn.startedMs };
    const admission = await this.#timed(turn, "queue", () => queue.enter(ticket, signal));
    if (!admission.admitted) return admission.outcome;
    try {
      signal.throwIfAborted();
      const calledOff = this.#calledOff(turn, line);
      if (calledOff !== null) return calledOff;
      this.#takeIn(turn, line);
      const persona = this.#parts.persona(turn.message);
      return await this.#answer(turn, { persona, model, inDiscord: { place: admission, line } }, signal);
    } finally {
      admission.leave();
    }
  }

  /** Sanitizes the question; false when nothing is left of it. What went is told by its place in the message. */
  #understand(turn: Turn, { question, questionStart }: Question): boolean {
    const { behaviour, sanitizer } = this.#parts.settings();
    const result = this.#timed(turn, "sanitize", () =>
      sanitize(question, { names: turn.message.names, rules: sanitizer }),
    );
    turn.removed = result.removed.map((removal) => ({ ...removal, index: removal.index + questionStart }));
    turn.sanitized = cutText(result.output, behaviour.maxQuestionCharacters);
    return turn.sanitized !== "";
  }

  /** The question is what the member has written in a row, as far as it still stands. */
  #takeIn(turn: Turn, line: Line): void {
    turn.sanitized = cutText(line.text, this.#parts.settings().behaviour.maxQuestionCharacters);
  }

  /** From the context to the sent reply, with typing shown meanwhile. */
  #answer(turn: Turn, { persona, model, inDiscord }: Answerer, signal: AbortSignal): Promise<Outcome> {
    const { clock, settings, memory } = this.#parts;
    const line = inDiscord?.line ?? null;
    const recordFailure = (thrown: unknown, stage: Stage) => {
      if (!signal.aborted) this.#recordFailure(turn, thrown, stage);
    };
    const onTrouble = (thrown: unknown) => recordFailure(thrown, "reply");
    return whileTyping(clock, settings().behaviour.typingDelayMs, turn.delivery, onTrouble, async () => {
      const admitSentence = (sentence: string) => inDiscord === null || this.#admitSentence(turn, sentence);
      const composing = { persona, model, signal, recordFailure, admitSentence };
      const outcome = await compose(turn, composing, this.#parts);
      inDiscord?.place.written(turn.parts.length);
      const calledOff = await this.#timed(turn, "reply", async () => {
        await inDiscord?.place.predecessorsLeft;
        signal.throwIfAborted();
        const reason = this.#calledOff(turn, line);
        if (reason !== null) return reason;
        line?.seal();
        turn.delivery = line?.delivery ?? turn.delivery;
        await sendAnswer(turn, signal);
        return null;
      });
      if (calledOff !== null) return calledOff;
      const isKept = line !== null && outcome === "answered" && this.#calledOff(turn, line) === null;
      if (isKept) memory.remember(turn, persona.id);
      return outcome;
    });
  }

  async #liveAsCommand(turn: Turn, command: Command, signal: AbortSignal): Promise<Outcome> {
    const { gateContext, settings, pausedUntil } = this.#parts;
    const { authorId } = turn.message;
    if (!isModeratorCommand(command) && !gateContext().admitMember(authorId)) {
      await this.#say(turn, tooFastLine(pausedUntil(authorId)), signal);
      return "too-fast";
    }
    await this.#obey(turn, command, slashSpelling(settings().behaviour.commandPrefix), signal);
    return "command";
  }

  async #obey(turn: Turn, command: Command, spelling: Spelling, signal: AbortSignal): Promise<void> {
    turn.sanitized = command;
    turn.command = command;
    // What cannot be shown as under way is done all the same; the answer will meet the same fault.
    if (isSlowCommand(command)) await turn.delivery.showTyping().catch(() => undefined);
    const text = this.#timed(turn, "respond", () => runCommand(command, turn.message, this.#parts.commands, spelling));
    await this.#say(turn, text, signal);
  }

  /** A sentence of the bot's own. */
  async #say(turn: Turn, sentence: string, signal: AbortSignal): Promise<void> {
    turn.response = sentence;
    turn.parts = [sentence];
    await this.#timed(turn, "reply", () => sendParts(turn, signal));
  }

  /** What happened since the gate that leaves nobody to answer; null where nothing did. */
  #calledOff({ message, isForgotten, isWithdrawn }: Turn, line: Line | null): Outcome | null {
    const { commands } = this.#parts;
    if (commands.isPaused(message.guildId)) return "paused";
    if (commands.isOptedOut(message.authorId)) return "opted-out";
    if (isForgotten) return "forgotten";
    // The earlier lines that it has taken in may still stand.
    const isGone = line === null || line.isJoined ? isWithdrawn : line.isGone;
    return isGone ? "question-gone" : null;
  }

  #recordFailure(turn: Turn, thrown: unknown, stage: Stage): void {
    if (thrown instanceof DiscordFault && needsNobody.has(thrown.outcome)) return;
    turn.failureId = this.#record(turn, thrown, stage);
  }

  #record(turn: Turn, thrown: unknown, stage: Stage): number | null {
    const { recordFailure, clock, commands } = this.#parts;
    return this.#guarded(() => {
      const facts = failureOf(turn, thrown, stage, clock.now());
      const isKept = !turn.isForgotten && !commands.isOptedOut(turn.message.authorId);
      return recordFailure(isKept ? facts : withoutMember(facts, turn.message), thrown);
    });
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
      // What was only stopped is caught up with by the next session.
      if (signal.aborted) return turn.isForgotten ? "forgotten" : "stopped";
      // The stage noted last is the one that threw.
      const stage = turn.stages.at(-1)?.stage ?? "gate";
      this.#recordFailure(turn, thrown, stage);
      // At the gate nobody knows yet whether the message was for the bot.
      if (stage !== "gate" && stage !== "reply") await this.#apologize(turn, signal);
      return thrown instanceof DiscordFault ? thrown.outcome : "failed";
    });
    return { ...turn, outcome, totalMs: roundedMs(this.#parts.clock.monotonic() - turn.startedMs) };
  }

  /** Whom an error left without an answer hears one short sentence, unless the channel has heard it just now. */
  async #apologize(turn: Turn, signal: AbortSignal): Promise<void> {
    try {
      // Whoever gave a command waits for its answer, whatever it has changed already.
      if (turn.command === null && this.#calledOff(turn, null) !== null) return;
      if (!this.#admitSentence(turn, apology)) return;
      turn.responder = "none";
      turn.keyLabel = null;
      await this.#say(turn, apology, signal);
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

/** Discord shows the timestamp as the time of day, in each reader's own zone. */
function tooFastLine(until: number): string {
  return `That was fast. Try again at <t:${Math.ceil(until / 1000)}:T>.`;
}
