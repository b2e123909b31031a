import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor } from "../../../src/engine/log/redact.ts";

const removed = "[secret removed]";
const discordToken = `MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.${"a-b_C".repeat(7)}`;

describe("a redactor that was told nothing", () => {
  it.each([
    ["a Hugging Face key", "key hf_AbCdEfGhIjKlMnOpQrSt!", `key ${removed}!`],
    ["an OpenAI key", "sk-proj-abcdefghijklmnop1234", removed],
    ["a Discord token", `the token is ${discordToken}, ok`, `the token is ${removed}, ok`],
    ["a bearer header", "authorization: Bearer abc.def-ghi_jkl/mno+pq==", `authorization: ${removed}`],
    ["a bot header", "Authorization: Bot abcdefghijklmnopqrstuvwxyz", `Authorization: ${removed}`],
  ])("removes %s", (_name, text, expected) => {
    expect(createRedactor().redact(text)).toBe(expected);
  });

  it.each([
    "a bearer of bad news came to the Bot today",
    "hf_short, sk-2 and www.example.com/a.b.c",
    "risk-management-is-important-for-everybody",
    "https://discord.com/channels/123456789012345678/123456789012345678",
    "ゆっくり 🎉 1234567890123456789",
  ])("leaves ordinary text alone: %j", (text) => {
    expect(createRedactor().redact(text)).toBe(text);
  });
});

describe("a known secret", () => {
  const secret = "pass/word+with=odd?chars";

  it.each([
    ["as it is", secret],
    ["in an address", encodeURIComponent(secret)],
    ["in base64", Buffer.from(secret).toString("base64")],
    ["in the base64 of a pair", Buffer.from(`me:${secret}`).toString("base64")],
    ["in the base64url of a longer text", Buffer.from(`user:${secret}, and more`).toString("base64url")],
  ])("is removed %s", (_name, text) => {
    const redactor = createRedactor();
    redactor.learn(secret);
    const redacted = redactor.redact(`before ${text} after`);
    expect(redacted).toContain(removed);
    // At most the characters that carry bits of its neighbours are left.
    expect(redacted.length).toBeLessThan("before  after".length + removed.length + 24);
    expect(redacted).not.toContain(text);
  });

  it("of few characters is passed over, or no text would be left", () => {
    const redactor = createRedactor();
    redactor.learn("the");
    redactor.learn("");
    expect(redactor.redact("the other")).toBe("the other");
  });

  it("never survives, wherever and however often it stands", () => {
    const secrets = fc.array(fc.string({ minLength: 6, maxLength: 60 }), { minLength: 1, maxLength: 4 });
    const noise = fc.array(fc.string({ maxLength: 20 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(secrets, noise, (known, between) => {
        const redactor = createRedactor();
        for (const one of known) redactor.learn(one);
        const text = between.map((part, index) => part + known[index % known.length]).join("");
        const left = redactor.redact(text).replaceAll(removed, "\u0000");
        expect(known.filter((one) => left.includes(one))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("never survives in any JSON value, property names included", () => {
    const secretText = fc.stringMatching(/^[A-Za-z0-9_-]{8,40}$/);
    fc.assert(
      fc.property(secretText, fc.jsonValue(), (known, value) => {
        const redactor = createRedactor();
        redactor.learn(known);
        const redacted = redactor.redactDeep({
          value,
          list: [known, { [known]: `x${known}y` }],
          number: 7,
          none: null,
        });
        expect(JSON.stringify(redacted)).not.toContain(known);
        expect(redacted).toMatchObject({ number: 7, none: null });
      }),
    );
  });
});

describe("a value without secrets", () => {
  it("is given back itself, not a copy", () => {
    const value = { text: "hello", list: [{ name: "x" }], none: null };
    expect(createRedactor().redactDeep(value)).toBe(value);
  });
});

describe("redaction", () => {
  it.each([
    ["one endless word", "a-b_".repeat(250_000)],
    ["beginnings of headers", `Bearer${" ".repeat(90)}`.repeat(10_000)],
    ["beginnings of Discord tokens", `${"a".repeat(25)}.abcdef.`.repeat(30_000)],
    ["beginnings of keys", "hf_abcdefsk-".repeat(80_000)],
  ])("of a megabyte of %s takes no more than a moment", (_name, text) => {
    const redactor = createRedactor();
    const startedAt = performance.now();
    redactor.redact(text);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});
