import type { Usage } from "../../shared/models.ts";
import type { ChatMessage } from "./responder.ts";

/** One question to the inference service, with one key. */
export interface CallRequest {
  secret: string;
  model: string;
  /** An OpenAI-compatible base; null means Hugging Face's router. */
  endpointUrl: string | null;
  messages: readonly ChatMessage[];
  temperature: number;
  maxTokens: number;
  timeoutMs: number;
  /** Asks for the answer as a stream, and hears all of it that has come, each time that there is more. */
  onText?: (text: string) => void;
}

/**
 * `http`: a status other than 2xx. `garbage`: a 2xx that is no answer. `unsent`: the client itself refused,
 * because the key cannot belong to the router (`not-a-token`) or the settings make no request.
 */
export type CallFailureKind = "http" | "network" | "timeout" | "garbage" | "cancelled" | "unsent";

/** What exactly was wrong, where the kind alone leaves it open. */
export type CallFlaw = "not-json" | "no-choices" | "empty" | "cut" | "oversized" | "not-a-token";

interface CallEnd {
  /** HTTP status; null where no answer came. */
  status: number | null;
  /** The service's own id of the request, for its support; null where it gave none. */
  requestId: string | null;
  /**
   * What the call counts as: the request, characters sent and received, tokens as far as the service told them; where a
   * stream does not tell them, four characters are taken for one.
   */
  usage: Usage;
}

export interface CallSuccess extends CallEnd {
  ok: true;
  text: string;
}

export interface CallFailure extends CallEnd {
  ok: false;
  kind: CallFailureKind;
  flaw: CallFlaw | null;
  /** Beginning of the body. For classification only: it may name the owner's account. */
  bodyText: string;
  /** From Retry-After or RateLimit; null where neither is given. */
  retryAfterMs: number | null;
  /** The loading model's own estimate. */
  estimatedTimeMs: number | null;
}

export type CallResult = CallSuccess | CallFailure;

/** Calls the model once. Never rejects. */
export type ModelCall = (request: CallRequest, signal: AbortSignal) => Promise<CallResult>;
