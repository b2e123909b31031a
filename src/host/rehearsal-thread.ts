import { parentPort, Worker, workerData } from "node:worker_threads";
import type { RehearsalJob, RunRehearsal } from "../engine/ports.ts";
import { type ErrorReport, QuipdeckError, reportOf } from "../shared/errors.ts";
import type { RehearsalResult } from "../shared/rehearsal.ts";
import { kindOfError } from "./crash.ts";

/** A rehearsal needs some ten of them; one that needs more is ended before the bot feels it. */
const maxMemoryMiB = 1024;

type FromThread =
  | { type: "progress"; share: number }
  | { type: "done"; result: RehearsalResult }
  | { type: "refused"; report: ErrorReport };

/** What the thread is to do, as the engine offers it. */
export type Rehearse = (
  job: RehearsalJob,
  settle: () => Promise<void>,
  onProgress: (share: number) => void,
) => Promise<RehearsalResult>;

/** Plays rehearsals in a thread of their own each, so that the bot and the panel go on meanwhile; a cancelled one ends at once. */
export function createRehearsalThread(workerFile: string): RunRehearsal {
  return (job, onProgress, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const thread = new Worker(workerFile, {
        workerData: job,
        resourceLimits: { maxOldGenerationSizeMb: maxMemoryMiB },
      });
      const cancel = () => end(() => reject(signal.reason));
      const end = (tell: () => void) => {
        signal.removeEventListener("abort", cancel);
        void thread.terminate();
        tell();
      };
      signal.addEventListener("abort", cancel, { once: true });
      thread.on("message", (message: FromThread) => {
        if (message.type === "progress") onProgress(message.share);
        else if (message.type === "done") end(() => resolve(message.result));
        else end(() => reject(asError(message.report)));
      });
      thread.on("error", (thrown) => end(() => reject(threadProblem(thrown))));
      thread.on("exit", () => end(() => reject(threadProblem(null))));
    });
}

/** The thread's own side: takes the job that it was started with, and answers. */
export async function answerRehearsal(rehearse: Rehearse): Promise<void> {
  const tell = (message: FromThread) => parentPort?.postMessage(message);
  // Every promise that can go on has done so before the event loop comes round again.
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  try {
    tell({ type: "done", result: await rehearse(workerData, settle, (share) => tell({ type: "progress", share })) });
  } catch (thrown) {
    if (!(thrown instanceof QuipdeckError)) throw thrown;
    tell({ type: "refused", report: reportOf(thrown) });
  }
}

function asError({ code, message, mend }: ErrorReport): QuipdeckError {
  return new QuipdeckError(code, message, mend);
}

function threadProblem(thrown: unknown): QuipdeckError {
  const kind = thrown === null ? "it ended by itself" : kindOfError(thrown);
  const message = `The rehearsal could not be played to its end (${kind}).`;
  return new QuipdeckError("internal", message, "Try a smaller scenario, and report it if it comes back.", {
    cause: thrown,
  });
}
