import type { Call } from "../../src/engine/dispatch.ts";
import type { KeyStatus, Sanitized } from "../../src/shared/models.ts";
import type { PlaygroundAnswer, PlaygroundProgress, PlaygroundQuestion } from "../../src/shared/playground.ts";

const line = "The light is on, the kettle is too. Ask me the hard one.";
const spent = { requests: 1, characters: 1240, tokens: 310 };

/** Plays the playground for the panel's tests: answers at once, or, while held, stays in the middle of the answer. */
export class PlaygroundDouble {
  readonly questions: PlaygroundQuestion[] = [];
  isHeld = false;
  readonly #waiting = new Set<() => void>();

  async ask(
    question: PlaygroundQuestion,
    sanitized: Sanitized,
    keys: readonly KeyStatus[],
    { signal, tell }: Call<PlaygroundProgress>,
  ): Promise<PlaygroundAnswer> {
    this.questions.push(question);
    const { understudyOnly, keyId } = question;
    tell(() => ({ stage: "respond", stages: [{ stage: "sanitize", ms: 0.4 }], text: line.slice(0, 15) }));
    if (this.isHeld) {
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
        signal.addEventListener("abort", () => resolve(), { once: true });
      });
    }
    const key = keys.find(({ id, active }) => (keyId === undefined ? active : id === keyId));
    return answerTo(sanitized, {
      isCancelled: signal.aborted,
      isForModel: !understudyOnly,
      key: understudyOnly ? undefined : key,
    });
  }

  /** Lets all held answers come to their ends. */
  release(): void {
    this.isHeld = false;
    for (const resolve of this.#waiting) resolve();
  }
}

function answerTo(
  { output, removed }: Sanitized,
  { isCancelled, isForModel, key }: { isCancelled: boolean; isForModel: boolean; key: KeyStatus | undefined },
): PlaygroundAnswer {
  const isModel = key !== undefined && !isCancelled;
  const respondMs = isModel ? 688 : 1.2;
  return {
    sanitized: output,
    removed,
    reply: isCancelled ? "" : line,
    parts: isCancelled ? [] : [line],
    responder: isCancelled ? "none" : isModel ? "model" : "understudy",
    outcome: isCancelled ? "stopped" : isModel ? "answered" : "understudied",
    keyLabel: isModel ? key.label : null,
    stages: [
      { stage: "sanitize", ms: 0.4 },
      { stage: "context", ms: 0.2 },
      { stage: "respond", ms: respondMs },
      ...(isCancelled ? [] : [{ stage: "reply" as const, ms: 0.1 }]),
    ],
    attempts: isModel ? [{ keyLabel: key.label, status: 200, verdict: "ok", ms: 687 }] : [],
    failure:
      isForModel && key === undefined
        ? { code: "not-configured", message: "There is no key to ask the model with.", mend: "Add a key under Keys." }
        : null,
    totalMs: respondMs + 0.7,
    firstWordsMs: isModel ? 212 : null,
    prompt:
      isForModel && !isCancelled
        ? [
            { role: "system", content: "You are Marlow.\n\nA dry-witted lighthouse keeper." },
            { role: "user", content: output },
          ]
        : [],
    costs: key ? [{ keyId: key.id, usage: spent }] : [],
  };
}
