import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { answerOf, Faults } from "./faults.ts";
import { Journal } from "./journal.ts";
import { type Admission, RateLimits, rateLimitedBody } from "./rate-limits.ts";
import { Refusal, refuse } from "./refusal.ts";
import { type Answer, type Body, Call, type Route } from "./route.ts";
import type { World } from "./world.ts";

/** One REST call, noted when its answer goes out (status 0: it hung, or its connection was broken on purpose). */
export interface RequestEntry {
  readonly method: string;
  /** Below /api/v10, with the query. */
  readonly path: string;
  readonly status: number;
  /** When the call came in. */
  readonly at: number;
}

interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

interface Match {
  readonly route: Route;
  readonly params: Record<string, string | undefined>;
}

const BASE = "/api/v10";

/** The HTTP side: faults, authorization, limits, then the route. */
export class RestServer {
  readonly http: Server;
  readonly faults = new Faults();
  readonly requests: Journal<RequestEntry>;
  readonly #world: World;
  readonly #limits: RateLimits;
  readonly #routes: { readonly route: Route; readonly pattern: RegExp }[] = [];

  constructor(world: World) {
    this.#world = world;
    this.#limits = new RateLimits(world.settings);
    this.requests = new Journal("requests", world.settings.setTimer);
    this.http = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => giveUp(response, error));
    });
  }

  /** Adds rows to the table; of two that fit a path, the first added answers. */
  addRoutes(routes: readonly Route[]): void {
    for (const route of routes) {
      const source = route.pattern.replace(/:(\w+)/g, "(?<$1>[^/]+)");
      this.#routes.push({ route, pattern: new RegExp(`^${source}$`) });
    }
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = this.#world.now();
    const method = request.method ?? "GET";
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const decoded = decodeURIComponent(url.pathname);
    const path = decoded.startsWith(BASE) ? decoded.slice(BASE.length) : decoded;
    const note = (status: number) => this.requests.add({ method, path: `${path}${url.search}`, status, at });
    const fault = this.faults.take(method, path);
    if (fault?.how === "hang") return note(0);
    if (fault?.how === "drop") {
      note(0);
      request.socket.destroy();
      return;
    }
    const bytes = await buffer(request);
    const reply =
      fault && fault.how !== "lose-answer" ? answerOf(fault) : await this.#answer(request, method, path, url, bytes);
    const { restLatencyMs, setTimer } = this.#world.settings;
    if (restLatencyMs > 0) await new Promise<void>((resolve) => setTimer(resolve, restLatencyMs));
    if (fault?.how === "lose-answer") {
      note(0);
      request.socket.destroy();
      return;
    }
    note(reply.status);
    write(response, reply);
  }

  async #answer(request: IncomingMessage, method: string, path: string, url: URL, bytes: Buffer): Promise<Reply> {
    let headers: Record<string, string> = {};
    try {
      const match = url.pathname.startsWith(BASE) ? this.#match(method, path) : undefined;
      this.#requireToken(request, match);
      if (!match) throw refuse.notFound();
      const admission = this.#admit(match);
      headers = admission.headers;
      if (admission.refused) {
        const { retryAfterMs, global } = admission.refused;
        return { status: 429, headers, body: rateLimitedBody(retryAfterMs, global) };
      }
      const body = await readBody(request.headers["content-type"] ?? "", bytes);
      const answer: Answer = match.route.handle(new Call(this.#world, match.params, url.searchParams, body));
      return { ...answer, headers };
    } catch (error) {
      if (error instanceof Refusal) return { status: error.status, headers, body: error.toBody() };
      throw error;
    }
  }

  #match(method: string, path: string): Match | undefined {
    for (const { route, pattern } of this.#routes) {
      const found = route.method === method ? pattern.exec(path) : null;
      if (found) return { route, params: { ...found.groups } };
    }
    return undefined;
  }

  #requireToken(request: IncomingMessage, match: Match | undefined): void {
    if (match?.route.open) return;
    const { token } = this.#world;
    if (token === null || request.headers.authorization !== `Bot ${token}`) throw refuse.unauthorized();
  }

  #admit({ route, params }: Match): Admission {
    const major = params.channel ?? params.guild ?? params.token ?? "";
    return this.#limits.admit(`${route.method} ${route.pattern}`, major, route.limit, !route.open);
  }
}

async function readBody(contentType: string, bytes: Buffer): Promise<Body> {
  if (bytes.length === 0) return { json: undefined, files: [] };
  if (!contentType.startsWith("multipart/form-data")) return { json: parseBody(bytes.toString()), files: [] };
  const form = await new Response(new Uint8Array(bytes), { headers: { "content-type": contentType } }).formData();
  const json = form.get("payload_json");
  const files = [...form.values()].filter((value) => value instanceof File);
  return { json: typeof json === "string" ? parseBody(json) : undefined, files };
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse.malformedBody();
  }
}

function write(response: ServerResponse, { status, headers, body }: Reply): void {
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const isText = typeof body === "string";
  const type = isText ? "text/html" : "application/json";
  response.writeHead(status, { "content-type": type, ...headers }).end(isText ? body : JSON.stringify(body));
}

/** What ends up here is a fault of the fake itself, unless the client went away in the middle of its request. */
function giveUp(response: ServerResponse, error: unknown): void {
  if (response.destroyed) return;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.emitWarning(`the fake Discord broke: ${text}`);
  write(response, { status: 500, headers: {}, body: { message: text, code: 0 } });
}
