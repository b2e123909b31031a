/** Every reason for which a command can be refused; the panel and the command line decide by it, never by the text. */
export const errorCodes = [
  "invalid-input",
  "not-found",
  "already-exists",
  "wrong-state",
  "not-configured",
  "unauthorized",
  "storage",
  "discord",
  "inference",
  "unavailable",
  "cancelled",
  "internal",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What crosses a bridge in place of an error: never a stack, never a secret. */
export interface ErrorReport {
  code: ErrorCode;
  /** What is wrong, one sentence. */
  message: string;
  /** What to do about it, one sentence. */
  mend: string;
}

/** An error written for the person in front of the app: what is wrong, and its mend. */
export class QuipdeckError extends Error {
  readonly code: ErrorCode;
  readonly mend: string;

  constructor(code: ErrorCode, message: string, mend: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "QuipdeckError";
    this.code = code;
    this.mend = mend;
  }

  toReport(): ErrorReport {
    return { code: this.code, message: this.message, mend: this.mend };
  }
}

/** The report of any thrown value; what was not written for people becomes a general sentence without its text. */
export function reportOf(thrown: unknown): ErrorReport {
  if (thrown instanceof QuipdeckError) return thrown.toReport();
  return {
    code: "internal",
    message: "Something went wrong inside Quipdeck.",
    mend: "Look at the newest entry under Failures, and report it if it comes back.",
  };
}

/** Answers a call that was called off before it had come to anything. */
export const cancelled: ErrorReport = {
  code: "cancelled",
  message: "It was cancelled.",
  mend: "Start it again when you like.",
};

/** Both sentences of a report as one line. */
export function sentenceOf(report: Pick<ErrorReport, "message" | "mend">): string {
  return `${report.message} ${report.mend}`.trim();
}
