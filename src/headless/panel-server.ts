import fastifyStatic from "@fastify/static";
import fastifyWebsocket from "@fastify/websocket";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { Engine } from "../engine/engine.ts";
import { panelHeaders } from "../host/panel-policy.ts";
import { QuipdeckError } from "../shared/errors.ts";
import { errorCodeOf } from "../shared/file-problem.ts";
import { type AccessRules, accessCookie, isAuthorized, isOwnHost, isOwnOrigin, nameInUrl } from "./panel-access.ts";
import { PanelSockets } from "./panel-socket.ts";
import { isSameToken, OneTimeTokens } from "./panel-token.ts";

/** The largest command carries a character card in base64; anything bigger is not a panel's. */
const maxFrameBytes = 12 * 1024 * 1024;

export interface PanelServerOptions {
  engine: Pick<Engine, "dispatch" | "subscribe" | "health">;
  /** The built panel; null where there is none, and the page says so. */
  panelFolder: string | null;
  token: string;
  host: string;
  /** 0 picks a free one. */
  port: number;
  allowedHosts: string[];
}

export interface PanelServer {
  port: number;
  /** The address with the token, for a browser on this machine. */
  link: string;
  /** The same with a token that opens the panel once, within a minute. */
  oneTimeLink(): string;
  close(): Promise<void>;
}

/** Serves the panel, its bridge and `/healthz`. Rejects with a QuipdeckError where it cannot listen. */
export async function startPanelServer(options: PanelServerOptions): Promise<PanelServer> {
  const { engine, host, token } = options;
  const rules: AccessRules = { token, port: options.port, allowedHosts: [...options.allowedHosts, host] };
  const server = fastify({ forceCloseConnections: true });
  const sockets = new PanelSockets(engine);
  const oneTime = new OneTimeTokens();
  // Before the guard, for its hooks then end the sockets of upgrades that the guard refuses.
  await server.register(fastifyWebsocket, { options: { maxPayload: maxFrameBytes }, preClose: endSockets(sockets) });
  guard(server, rules, oneTime);
  server.get("/healthz", async () => health(engine));
  server.register(async (routes) => routes.get("/bridge", { websocket: true }, (socket) => sockets.add(socket)));
  await servePanel(server, options.panelFolder);
  rules.port = await listen(server, host, options.port).catch(async (thrown) => {
    await server.close();
    throw thrown;
  });
  const linkWith = (given: string) => `http://${reachableName(host)}:${rules.port}/?token=${encodeURIComponent(given)}`;
  return {
    port: rules.port,
    link: linkWith(token),
    oneTimeLink: () => linkWith(oneTime.issue()),
    close: () => server.close(),
  };
}

function endSockets(sockets: PanelSockets): (done: () => void) => void {
  return (done) => {
    sockets.close();
    done();
  };
}

/** Every answer carries the panel's policy; every request but a local look at the health needs the token. */
function guard(server: FastifyInstance, rules: AccessRules, oneTime: OneTimeTokens): void {
  server.addHook("onRequest", async (request, reply) => {
    reply.headers({ ...panelHeaders, "cache-control": "no-cache" });
    if (!isOwnHost(request.headers.host, rules)) {
      return refuse(reply, 403, "Quipdeck does not go by this name here. Start it with --allow-host to allow it.");
    }
    if (!isOwnOrigin(request.headers)) {
      return refuse(reply, 403, "This request comes from another site's page, which may not reach Quipdeck.");
    }
    // First of all, so that the token leaves the address bar of a browser that is known, too.
    if (hasTokenInLink(request, rules, oneTime)) return reply.header("set-cookie", accessCookie(rules)).redirect("/");
    if (isAuthorized(request.headers, rules) || isLocalLookAtHealth(request)) return;
    return refuse(reply, 401, "This page needs its access link: open the one that Quipdeck printed when it started.");
  });
  server.setNotFoundHandler((_request, reply) => refuse(reply, 404, "There is nothing here. The panel is at /."));
  server.setErrorHandler((_error, _request, reply) =>
    refuse(reply, 400, "Quipdeck cannot make sense of this request."),
  );
}

function refuse(reply: FastifyReply, status: number, sentence: string): FastifyReply {
  return reply.code(status).type("text/plain; charset=utf-8").send(`${sentence}\n`);
}

function isLocalLookAtHealth({ url, ip }: FastifyRequest): boolean {
  return url === "/healthz" && /^(127\.|::1$|::ffff:127\.)/.test(ip);
}

function hasTokenInLink({ method, url }: FastifyRequest, { token }: AccessRules, oneTime: OneTimeTokens): boolean {
  const { pathname, searchParams } = new URL(url, "http://panel");
  if (method !== "GET" || pathname !== "/") return false;
  const given = searchParams.get("token") ?? "";
  return isSameToken(given, token) || oneTime.spend(given);
}

function health(engine: Pick<Engine, "health">) {
  const { state: bot, ...figures } = engine.health();
  return { status: "ok", bot, ...figures };
}

async function servePanel(server: FastifyInstance, folder: string | null): Promise<void> {
  if (folder !== null) await server.register(fastifyStatic, { root: folder, cacheControl: false });
  else server.get("/", (_request, reply) => refuse(reply, 503, "The panel is not built yet: run npm run build."));
}

async function listen(server: FastifyInstance, host: string, port: number): Promise<number> {
  try {
    await server.listen({ host, port });
  } catch (thrown) {
    throw listenProblem(thrown, host, port);
  }
  const address = server.server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}

function listenProblem(thrown: unknown, host: string, port: number): QuipdeckError {
  const code = errorCodeOf(thrown);
  const what: Record<string, [string, string]> = {
    EADDRINUSE: [
      `Port ${port} is in use.`,
      "Choose another with --port or in the variable QUIPDECK_PORT; 0 takes any free one.",
    ],
    EACCES: [`Port ${port} needs more rights than this user has.`, "Choose one above 1023 with --port."],
    EADDRNOTAVAIL: [`This machine has no address ${host}.`, "Choose one it has with --host."],
    ENOTFOUND: [`This machine has no address ${host}.`, "Choose one it has with --host."],
  };
  const [message, mend] = what[code ?? ""] ?? [
    `Cannot listen on ${host}:${port} (${code}).`,
    "Choose others with --host and --port.",
  ];
  return new QuipdeckError("unavailable", message, mend, { cause: thrown });
}

function reachableName(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return nameInUrl(host);
}
