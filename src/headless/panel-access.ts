import type { IncomingHttpHeaders } from "node:http";
import { isIPv6 } from "node:net";
import { isSameToken } from "./panel-token.ts";

const loopbackNames = ["127.0.0.1", "localhost", "[::1]"];
const cookieSeconds = 30 * 24 * 3600;

export interface AccessRules {
  token: string;
  /** The port that is listened on; part of the cookie's name, for cookies are shared between ports. */
  port: number;
  /** Names beside the loopback ones under which the panel may be reached, with or without a port. */
  allowedHosts: string[];
}

/** Whether the Host header is one of ours; a foreign one means DNS rebinding or a link to the wrong place. */
export function isOwnHost(host: string | undefined, { port, allowedHosts }: AccessRules): boolean {
  if (host === undefined) return false;
  const wanted = host.toLowerCase();
  const ownNames = port === 80 ? loopbackNames : loopbackNames.map((name) => `${name}:${port}`);
  const withoutPort = wanted.replace(/:\d+$/, "");
  return (
    ownNames.includes(wanted) || allowedHosts.map(nameInUrl).some((name) => name === wanted || name === withoutPort)
  );
}

/** A name or address as browsers write it: IPv6 in its shortest form, in brackets and without a zone. */
export function nameInUrl(host: string): string {
  const address = host.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  return isIPv6(address) ? new URL(`http://[${address}]`).hostname : host.toLowerCase();
}

/** Whether the page that sent the request is the panel itself; programs that are no browser send no Origin. */
export function isOwnOrigin({ origin, host }: IncomingHttpHeaders): boolean {
  return origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
}

/** Whether a request carries the token, as its cookie or as `Authorization: Bearer`. */
export function isAuthorized(headers: IncomingHttpHeaders, rules: AccessRules): boolean {
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? "")?.[1];
  const given = bearer ?? readCookie(headers.cookie ?? "", cookieName(rules));
  return given !== undefined && isSameToken(given, rules.token);
}

/** The Set-Cookie header that a valid `?token=` is exchanged for. */
export function accessCookie(rules: AccessRules): string {
  const value = encodeURIComponent(rules.token);
  return `${cookieName(rules)}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${cookieSeconds}`;
}

function cookieName({ port }: AccessRules): string {
  return `quipdeck-${port}`;
}

function readCookie(header: string, name: string): string | undefined {
  const pair = header.split(/;\s*/).find((part) => part.startsWith(`${name}=`));
  const value = pair?.slice(name.length + 1);
  // A malformed escape can only be somebody else's doing: it is no token of ours.
  return value === undefined || /%(?![0-9a-f]{2})/i.test(value) ? undefined : decodeLeniently(value);
}

function decodeLeniently(value: string): string {
  return new URLSearchParams(`v=${value.replaceAll("+", "%2B")}`).get("v") ?? "";
}
