import { describe, expect, it } from "vitest";
import { accessCookie, isAuthorized, isOwnHost, isOwnOrigin } from "../../../src/headless/panel-access.ts";

const rules = { token: "a-token+with/odd=signs", port: 4747, allowedHosts: ["deck.example", "127.0.0.1"] };

describe("the panel's door", () => {
  it.each(["127.0.0.1:4747", "localhost:4747", "LOCALHOST:4747", "[::1]:4747", "deck.example", "deck.example:8443"])(
    "lets the host %s in",
    (host) => expect(isOwnHost(host, rules)).toBe(true),
  );

  it.each(["evil.example", "localhost.evil.example:4747", "localhost:80", "deck.example.evil.example", "", undefined])(
    "keeps the host %j out",
    (host) => expect(isOwnHost(host, rules)).toBe(false),
  );

  it.each([
    ["::1", "[::1]:4747"],
    ["fe80::1", "[fe80::1]:4747"],
    ["FE80:0:0:0:0:0:0:1%eth0", "[fe80::1]:4747"],
    ["[fe80::1]", "[fe80::1]"],
    ["Deck.Example", "deck.example:4747"],
  ])("lets its own name %s in when a browser asks for %s", (name, host) => {
    expect(isOwnHost(host, { ...rules, allowedHosts: [name] })).toBe(true);
    expect(isOwnHost("[fe80::2]:4747", { ...rules, allowedHosts: [name] })).toBe(false);
  });

  it.each([
    [undefined, true],
    ["http://localhost:4747", true],
    ["https://localhost:4747", true],
    ["http://localhost:3000", false],
    ["http://evil.example", false],
    ["null", false],
  ])("takes the origin %j for its own: %j", (origin, isOwn) => {
    const headers = origin === undefined ? { host: "localhost:4747" } : { host: "localhost:4747", origin };
    expect(isOwnOrigin(headers)).toBe(isOwn);
  });

  it("knows the cookie that it gave out, whatever the token is made of", () => {
    const cookie = accessCookie(rules);
    expect(cookie).toContain("HttpOnly; SameSite=Strict");
    expect(isAuthorized({ cookie: `other=1; ${cookie.split(";")[0]}` }, rules)).toBe(true);
  });

  it("knows the token as a bearer, and no other", () => {
    expect(isAuthorized({ authorization: `Bearer ${rules.token}` }, rules)).toBe(true);
    expect(isAuthorized({ authorization: "Bearer another" }, rules)).toBe(false);
    expect(isAuthorized({ cookie: "quipdeck-4747=%zz" }, rules)).toBe(false);
    expect(isAuthorized({}, rules)).toBe(false);
  });
});
