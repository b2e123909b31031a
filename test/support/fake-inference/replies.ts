/** An answer as it goes over the wire. */
export interface WireReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Refusals with the texts that users of Hugging Face really get. */
export const refusals = {
  "bad-request": json(400, {
    error: {
      message: "The requested model 'no/such' is not supported by any provider you have enabled.",
      code: "model_not_supported",
    },
  }),
  "not-found": json(404, { error: "Not Found" }),
  unprocessable: json(422, { error: "Input validation error: `max_new_tokens` must be strictly positive" }),
  "invalid-key": json(401, { error: "Invalid username or password." }),
  depleted: json(402, {
    error:
      "You have depleted your monthly included credits. Purchase pre-paid credits to continue using Inference Providers. Alternatively, subscribe to PRO to get 20x more included usage.",
  }),
  exceeded: json(402, {
    error:
      "You have exceeded your monthly included credits for Inference Providers. Subscribe to PRO to get 20x more monthly included credits.",
  }),
  "free-monthly": json(402, {
    error:
      "You have reached the free monthly usage limit for groq. Subscribe to PRO to get 20x more included usage, or add your own provider key.",
  }),
  "no-permission": json(403, {
    error:
      "This authentication method does not have sufficient permissions to call Inference Providers on behalf of user secret-account",
  }),
  firewall: {
    status: 403,
    headers: { "content-type": "text/html; charset=UTF-8" },
    body: "<!DOCTYPE html><html><head><title>Attention Required!</title></head></html>",
  },
  "rate-limited": json(429, {
    error: {
      message: "Rate limit reached for model in organization org_secret-account on tokens per minute (TPM)",
      type: "tokens",
    },
  }),
  "rate-limited-hourly": json(429, {
    error:
      "Rate limit reached. You reached free usage limit (reset hourly). Please subscribe to a plan to get higher limits.",
  }),
  loading: json(503, { error: "Model meta-llama/Llama-3.1-8B-Instruct is currently loading", estimated_time: 20.0 }),
  unavailable: json(503, { error: "Service Unavailable" }),
  broken: json(500, { error: "Internal Server Error" }),
  "bad-gateway": {
    status: 502,
    headers: { "content-type": "text/html" },
    body: "<html><body><h1>502 Bad Gateway</h1></body></html>",
  },
  overloaded: { status: 529, headers: { "content-type": "text/plain; charset=utf-8" }, body: "overloaded" },
} satisfies Record<string, WireReply>;
export type Refusal = keyof typeof refusals;

/** 200 answers that are none. */
export const garbage = {
  html: {
    status: 200,
    headers: { "content-type": "text/html" },
    body: "<!DOCTYPE html><title>Log in to this network</title>",
  },
  "text-html-as-json": {
    status: 200,
    headers: { "content-type": "application/json" },
    body: "<!DOCTYPE html><title>Log in</title>",
  },
  "plain-text": { status: 200, headers: { "content-type": "text/plain" }, body: "hello" },
  "no-body": { status: 200, headers: { "content-type": "application/json" }, body: "" },
  null: json(200, null),
  "no-choices": json(200, { id: "x", object: "chat.completion" }),
  "empty-choices": completionWith([]),
  "no-message": completionWith([{ index: 0 }]),
  "empty-content": completionWith([
    { index: 0, message: { role: "assistant", content: "  \n" }, finish_reason: "stop" },
  ]),
  "null-content": completionWith([
    { index: 0, message: { role: "assistant", content: null }, finish_reason: "length" },
  ]),
  "error-with-200": json(200, { error: { message: "upstream failed", code: 500 } }),
} satisfies Record<string, WireReply>;
export type Garbage = keyof typeof garbage;

export function json(status: number, body: unknown, headers: Record<string, string> = {}): WireReply {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(body),
  };
}

/** A chat completion as the router gives it; tokens are counted as four characters each. */
export function completion(id: string, model: string, text: string, promptCharacters: number): WireReply {
  const promptTokens = Math.ceil(promptCharacters / 4);
  const completionTokens = Math.ceil(text.length / 4);
  return json(200, {
    id,
    object: "chat.completion",
    created: 1_770_000_000,
    model,
    choices: [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }],
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    },
  });
}

/** The same as server-sent events, a word each. */
export function completionStream(id: string, model: string, text: string): WireReply {
  const chunk = (delta: object, finishReason: string | null) => ({
    id,
    object: "chat.completion.chunk",
    created: 1_770_000_000,
    model,
    choices: [{ index: 0, delta, finish_reason: finishReason }],
  });
  const words = text.match(/\S+\s*/g) ?? [];
  const chunks = [...words.map((content) => chunk({ role: "assistant", content }, null)), chunk({}, "stop")];
  const events = [...chunks.map((data) => JSON.stringify(data)), "[DONE]"];
  return {
    status: 200,
    headers: { "content-type": "text/event-stream" },
    body: events.map((data) => `data: ${data}\n\n`).join(""),
  };
}

function completionWith(choices: unknown[]): WireReply {
  return json(200, { id: "x", object: "chat.completion", created: 1, model: "m", choices, usage: { total_tokens: 3 } });
}
