import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import {
  completion,
  completionStream,
  type Garbage,
  garbage,
  json,
  type Refusal,
  refusals,
  type WireReply,
} from "./fake-inference/replies.ts";
import { smallTalk, type WireMessage } from "./fake-inference/small-talk.ts";

/** What the service does with one request: an answer, a refusal, garbage, or trouble with the connection. */
export type Behaviour =
  | "answer"
  | Refusal
  | Garbage
  /** Headers and half a body, then the socket is gone. */
  | "cut"
  /** 50 MB of JSON, announced by its length or not. */
  | "huge"
  | "huge-unannounced"
  /** The socket is closed without a word. */
  | "reset"
  /** The request is read and nothing ever comes. */
  | "silent"
  /** Headers come, the body never does. */
  | "headers-only"
  | WireReply;

export interface FakeKey {
  /** Answers in a UTC hour; the next ones are refused with 429. */
  hourlyLimit?: number;
  /** One behaviour per request, in order; then `always`. */
  script?: Behaviour[];
  always?: Behaviour;
  /** Real time before the answer, ms. */
  delayMs?: number;
  /** The refusal at the hourly limit. */
  atLimit?: Behaviour;
}

/** A request as the service saw it. `status` is null while it has not answered. */
export interface SeenRequest {
  key: string;
  at: number;
  body: { model?: string; messages?: WireMessage[]; max_tokens?: number; stream?: boolean; [name: string]: unknown };
  status: number | null;
  behaviour: Behaviour;
}

export interface FakeInferenceOptions {
  /** By secret. */
  keys?: Record<string, FakeKey>;
  /** Wall time for the hourly limits. */
  now?: () => number;
  answer?: (messages: readonly WireMessage[]) => string;
  models?: string[];
}

const hourMs = 3_600_000;
const hugeBytes = 50 * 1024 * 1024;
const hugeChunk = Buffer.alloc(64 * 1024, 0x61);

/** An OpenAI-compatible inference service on this machine, with keys, hourly limits and bad days on demand. */
export class FakeInference {
  readonly #server: Server;
  readonly #options: Required<Omit<FakeInferenceOptions, "keys">>;
  readonly #keys: Map<string, FakeKey>;
  readonly #answered = new Map<string, { hour: number; count: number }>();
  /** Every chat request with a key, known or not, in order. */
  readonly requests: SeenRequest[] = [];
  /** Bytes of the last huge body that left before the client hung up. */
  bytesSent = 0;
  /** Clients that left before the end of a huge body, or while they waited for a word. */
  hangUps = 0;

  private constructor(server: Server, options: FakeInferenceOptions) {
    this.#server = server;
    this.#keys = new Map(Object.entries(options.keys ?? {}));
    this.#options = {
      now: options.now ?? Date.now,
      answer: options.answer ?? smallTalk,
      models: options.models ?? ["meta-llama/Llama-3.1-8B-Instruct"],
    };
    server.on("request", (request, response) => {
      this.#serve(request, response).catch((thrown: unknown) => response.destroy(thrown as Error));
    });
  }

  static async start(options: FakeInferenceOptions = {}): Promise<FakeInference> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new FakeInference(server, options);
  }

  /** The base for `endpointUrl`. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  /** Adds a key or changes one; what is not named stays as it is. */
  setKey(secret: string, change: FakeKey): void {
    this.#keys.set(secret, { ...this.#keys.get(secret), ...change });
  }

  /** From now on the key is unknown. */
  removeKey(secret: string): void {
    this.#keys.delete(secret);
  }

  /** Requests of a key that got this status, or all of them. */
  count(secret: string, status?: number): number {
    return this.requests.filter((seen) => seen.key === secret && (status === undefined || seen.status === status))
      .length;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    if (request.method === "GET" && path === "/v1/models") {
      return send(
        response,
        json(200, { object: "list", data: this.#options.models.map((id) => ({ id, object: "model" })) }),
      );
    }
    if (request.method !== "POST" || path !== "/v1/chat/completions") {
      return send(response, refusals["not-found"]);
    }
    const body = JSON.parse(await readText(request)) as SeenRequest["body"];
    const key = request.headers.authorization?.replace(/^Bearer /, "") ?? "";
    const seen: SeenRequest = { key, at: this.#options.now(), body, status: null, behaviour: this.#decide(key) };
    this.requests.push(seen);
    const delayMs = this.#keys.get(key)?.delayMs ?? 0;
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    await this.#perform(seen, response);
  }

  #decide(secret: string): Behaviour {
    const key = this.#keys.get(secret);
    if (!key) return "invalid-key";
    const scripted = key.script?.shift() ?? key.always ?? "answer";
    if (scripted !== "answer" || key.hourlyLimit === undefined) return scripted;
    const hour = Math.floor(this.#options.now() / hourMs);
    const answered = this.#answered.get(secret);
    const count = answered?.hour === hour ? answered.count : 0;
    if (count >= key.hourlyLimit) return key.atLimit ?? "rate-limited-hourly";
    this.#answered.set(secret, { hour, count: count + 1 });
    return "answer";
  }

  async #perform(seen: SeenRequest, response: ServerResponse): Promise<void> {
    const { behaviour } = seen;
    if (behaviour === "silent") {
      response.on("close", () => {
        this.hangUps += 1;
      });
      return;
    }
    if (behaviour === "reset") {
      response.destroy();
      return;
    }
    const reply = this.#replyTo(seen);
    seen.status = reply.status;
    response.setHeader("x-request-id", `req-${this.requests.length}`);
    if (behaviour === "cut" || behaviour === "headers-only") {
      response.writeHead(reply.status, { ...reply.headers, "content-length": reply.body.length });
      response.flushHeaders();
      if (behaviour === "cut") response.write(reply.body.slice(0, reply.body.length / 2), () => response.destroy());
    } else if (behaviour === "huge" || behaviour === "huge-unannounced") {
      await this.#sendHuge(response, behaviour === "huge");
    } else {
      send(response, reply);
    }
  }

  #replyTo({ behaviour, body }: SeenRequest): WireReply {
    if (typeof behaviour === "object") return behaviour;
    if (Object.hasOwn(refusals, behaviour)) return refusals[behaviour as Refusal];
    if (Object.hasOwn(garbage, behaviour)) return garbage[behaviour as Garbage];
    const messages = body.messages ?? [];
    const text = this.#options.answer(messages);
    const model = body.model ?? "unknown";
    const id = `chatcmpl-${this.requests.length}`;
    if (body.stream === true) return completionStream(id, model, text);
    return completion(
      id,
      model,
      text,
      messages.reduce((sum, { content }) => sum + content.length, 0),
    );
  }

  async #sendHuge(response: ServerResponse, announced: boolean): Promise<void> {
    response.writeHead(200, {
      "content-type": "application/json",
      ...(announced ? { "content-length": hugeBytes } : {}),
    });
    await pipeline(this.#hugeBody(), response).catch((thrown: NodeJS.ErrnoException) => {
      if (thrown.code !== "ERR_STREAM_PREMATURE_CLOSE" && thrown.code !== "ECONNRESET") throw thrown;
      this.hangUps += 1;
    });
  }

  *#hugeBody(): Generator<Buffer> {
    for (this.bytesSent = 0; this.bytesSent < hugeBytes; this.bytesSent += hugeChunk.length) yield hugeChunk;
  }
}

function send(response: ServerResponse, { status, headers, body }: WireReply): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(body);
}
