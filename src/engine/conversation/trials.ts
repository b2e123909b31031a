import { type ErrorReport, QuipdeckError } from "../../shared/errors.ts";
import type { PlaygroundReply, Stage, Usage } from "../../shared/models.ts";
import type { PlaygroundAnswer, PlaygroundProgress, PlaygroundQuestion } from "../../shared/playground.ts";
import type { Settings } from "../../shared/settings.ts";
import type { Answering } from "../answering.ts";
import type { Call } from "../dispatch.ts";
import { AnswerError, type ChatMessage, type Responder } from "../inference/responder.ts";
import type { Failures } from "../log/failures.ts";
import type { Clock } from "../ports.ts";
import { addUsage, noUsage } from "../quota/ledger.ts";
import { createMemory, type ExchangeStore } from "./memory.ts";
import type { Personas } from "./personas.ts";
import type { Pipeline, PipelineParts } from "./pipeline.ts";
import { describe, ownMessage, silentDelivery } from "./playground.ts";
import { roundedMs } from "./trace.ts";
import type { EndedTurn, Turn } from "./turn.ts";

interface TrialsParts {
  clock: Clock;
  answering: Pick<Answering, "model" | "pipelineWith">;
  settings: () => Settings;
  personas: Personas;
  redact: (text: string) => string;
  failures: Pick<Failures, "record">;
}

/** One question on its way. */
interface Trial {
  readonly question: PlaygroundQuestion;
  /** Hears how far it has come; where nobody looks on, the service is asked just as for Discord, without a stream. */
  readonly tell: Call<PlaygroundProgress>["tell"] | null;
  readonly signal: AbortSignal;
  readonly startedMs: number;
  turn: Turn | null;
  stage: Stage;
  text: string;
  firstWordsMs: number | null;
  prompt: ChatMessage[];
  readonly costs: Map<string, Usage>;
  failure: ErrorReport | null;
}

/**
 * Questions of the owner that are tried out, each in a pipeline of its own: the same stages and keys as in Discord, with
 * another persona, model or key where that is wanted. One that is called off ends as `stopped`.
 */
export class Trials {
  readonly #parts: TrialsParts;
  readonly #running = new Set<Pipeline>();

  constructor(parts: TrialsParts) {
    this.#parts = parts;
  }

  /** An answer as the active profile would give it in Discord. */
  async reply(text: string, understudyOnly: boolean, signal: AbortSignal): Promise<PlaygroundReply> {
    const trial = this.#begin({ text, understudyOnly, earlier: [] }, signal, null);
    return describe(await this.#answer(trial), trial.failure);
  }

  /** Rejects with a QuipdeckError where the persona is not there. */
  async ask(question: PlaygroundQuestion, { signal, tell }: Call<PlaygroundProgress>): Promise<PlaygroundAnswer> {
    const { personaId } = question;
    if (personaId !== undefined && !this.#parts.personas.has(personaId)) {
      throw new QuipdeckError("not-found", `There is no persona "${personaId}".`, "Choose another.");
    }
    const trial = this.#begin(question, signal, tell);
    return answerOf(trial, await this.#answer(trial));
  }

  /** Ends all of them; resolves when they have come to their ends. */
  async close(): Promise<void> {
    await Promise.all([...this.#running].map((pipeline) => pipeline.close()));
  }

  async #answer(trial: Trial): Promise<EndedTurn> {
    const { text, author, understudyOnly } = trial.question;
    const pipeline = this.#parts.answering.pipelineWith(this.#changeFor(trial));
    const callOff = () => void pipeline.close();
    this.#running.add(pipeline);
    trial.signal.addEventListener("abort", callOff);
    if (trial.signal.aborted) callOff();
    try {
      return await pipeline.tryOut(ownMessage(text, author), silentDelivery, understudyOnly);
    } finally {
      trial.signal.removeEventListener("abort", callOff);
      this.#running.delete(pipeline);
    }
  }

  #begin(question: PlaygroundQuestion, signal: AbortSignal, tell: Trial["tell"]): Trial {
    const startedMs = this.#parts.clock.monotonic();
    const fresh = { turn: null, stage: "sanitize" as const, text: "", firstWordsMs: null, prompt: [], failure: null };
    return { question, signal, tell, startedMs, ...fresh, costs: new Map() };
  }

  /** What is different in this question's pipeline. */
  #changeFor(trial: Trial): Partial<PipelineParts> {
    const { clock, settings, personas, redact, failures } = this.#parts;
    const { persona, personaId, earlier } = trial.question;
    const told: ExchangeStore = { recall: (_group, { turns }) => earlier.slice(-turns), remember: () => undefined };
    // The owner is alone here: each question goes on from the last, whatever tells conversations apart in Discord.
    const remembered = () => ({ ...settings().memory, scope: "channel" as const });
    return {
      ...(personaId === undefined ? {} : { persona: () => personas.get(personaId) }),
      ...(persona === undefined ? {} : { persona: () => persona }),
      model: this.#modelFor(trial),
      memory: createMemory({ clock, store: told, settings: remembered, redact }),
      // What is tried out is told at once; of Quipdeck's own errors the stack is kept as well.
      recordFailure(facts, thrown) {
        trial.failure ??= { code: "inference", message: facts.summary, mend: facts.mend };
        return thrown instanceof AnswerError ? 0 : failures.record(facts).id;
      },
      onStage: (turn, stage) => {
        trial.turn = turn;
        trial.stage = stage;
        this.#tell(trial);
      },
    };
  }

  #tell(trial: Trial): void {
    trial.tell?.(() => ({
      stage: trial.stage,
      stages: [...(trial.turn?.stages ?? [])],
      // The service may echo what it was sent.
      text: this.#parts.redact(trial.text),
    }));
  }

  #modelFor(trial: Trial): Responder {
    const { answering, clock } = this.#parts;
    const { model, keyId } = trial.question;
    const onText = (text: string) => {
      trial.text = text;
      if (text !== "") trial.firstWordsMs ??= roundedMs(clock.monotonic() - trial.startedMs);
      this.#tell(trial);
    };
    const options = {
      ...(model === undefined ? {} : { model }),
      ...(keyId === undefined ? {} : { keyId }),
      ...(trial.tell ? { onText } : {}),
      onCost(id: string, usage: Readonly<Usage>) {
        const sum = trial.costs.get(id) ?? noUsage();
        addUsage(sum, usage);
        trial.costs.set(id, sum);
      },
    };
    return {
      async respond(prompt, signal) {
        trial.prompt = prompt.messages;
        try {
          return await answering.model.respond(prompt, signal, options);
        } catch (thrown) {
          if (thrown instanceof AnswerError) trial.failure = reportOfAnswer(thrown);
          throw thrown;
        }
      },
    };
  }
}

function reportOfAnswer({ message, mend }: AnswerError): ErrorReport {
  return { code: "inference", message, mend };
}

function answerOf(trial: Trial, turn: EndedTurn): PlaygroundAnswer {
  const { failure, firstWordsMs, prompt, costs } = trial;
  return {
    ...describe(turn, failure),
    totalMs: turn.totalMs,
    firstWordsMs,
    prompt: prompt.map(({ role, content }) => ({ role, content })),
    costs: [...costs].map(([keyId, usage]) => ({ keyId, usage })),
  };
}
