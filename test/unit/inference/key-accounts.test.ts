import { describe, expect, it } from "vitest";
import { compareAccounts } from "../../../src/engine/inference/key-accounts.ts";
import type { AccountsProgress } from "../../../src/shared/key-accounts.ts";
import { keyNamed } from "../../support/inference-kit.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

const user = (name: string) => Response.json({ type: "user", id: `id-of-${name}`, name, email: `${name}@example.org` });

const unwatched = { signal: new AbortController().signal, tell: () => undefined };

/** Never answers, unless the request is given up. */
const silent: typeof fetch = (_input, init) =>
  new Promise((_resolve, reject) => init?.signal?.addEventListener("abort", () => reject(new Error("aborted"))));

/** Compares keys for which huggingface.co answers so, by the key's name. */
async function compare(answers: Record<string, () => Response>) {
  const asked: string[] = [];
  const keys = Object.keys(answers).map((name) => keyNamed(name, { label: name.toUpperCase() }));
  const whoami: typeof fetch = async (input, init) => {
    asked.push(String(input));
    const name = new Headers(init?.headers).get("authorization")?.replace("Bearer hf_", "") ?? "";
    return answers[name]?.() ?? Response.error();
  };
  const accounts = await compareAccounts(keys, { ...unwatched, fetch: whoami, clock: new VirtualClock() });
  return { asked, accounts, said: accounts.map(({ verdict, text }) => `${verdict}: ${text}`) };
}

describe("a comparison of accounts", () => {
  it("tells which keys belong together, and never to whom", async () => {
    const { said, asked } = await compare({ a: () => user("ann"), b: () => user("ben"), c: () => user("ann") });
    expect(said).toEqual([
      'shared: Of the same account as "C": they share one quota.',
      "own: No other key here is of its account.",
      'shared: Of the same account as "A": they share one quota.',
    ]);
    expect(said.join()).not.toMatch(/ann|ben/);
    expect(new Set(asked)).toEqual(new Set(["https://huggingface.co/api/whoami-v2"]));
  });

  it.each([
    [401, "Hugging Face does not know this token; replace it."],
    [403, "This token may not ask whose it is; its use for answers is not touched by that."],
    [429, "Hugging Face was asked too often; try again in a few minutes."],
    [503, "Hugging Face has trouble of its own (status 503); try again later."],
  ])("says for status %i what is to be done, without the service's own text", async (status, text) => {
    const refusal = () => Response.json({ error: "Invalid username or password of secret-account." }, { status });
    const { accounts } = await compare({ a: refusal, b: () => user("ann") });
    expect(accounts[0]).toEqual({ keyId: "a", verdict: "unknown", text });
    expect(accounts[1]?.verdict).toBe("own");
  });

  it.each([
    ["a web page", () => new Response("<html></html>")],
    ["another JSON", () => Response.json({ name: 7 })],
  ])("does not guess from %s", async (_case, answer) => {
    const { said } = await compare({ a: answer });
    expect(said).toEqual(["unknown: Hugging Face's answer does not say whose it is."]);
  });

  it("asks nobody about a key of another service", async () => {
    const noFetch: typeof fetch = () => Promise.reject(new Error("nothing may be sent"));
    const keys = [keyNamed("a", { secret: "sk-local" })];
    const [account] = await compareAccounts(keys, { ...unwatched, fetch: noFetch, clock: new VirtualClock() });
    expect(account?.text).toBe("Not a token of Hugging Face, which alone is asked.");
  });

  it("gives up on a service that never answers", async () => {
    const clock = new VirtualClock();
    const work = compareAccounts([keyNamed("a")], { ...unwatched, fetch: silent, clock });
    await clock.advance(10_000);
    expect((await work)[0]).toMatchObject({
      verdict: "unknown",
      text: expect.stringContaining("could not be reached"),
    });
  });

  it("tells of how many keys it is known by now", async () => {
    const told: AccountsProgress[] = [];
    const keys = [keyNamed("a"), keyNamed("b")];
    const tell = (read: () => AccountsProgress) => told.push(read());
    await compareAccounts(keys, { ...unwatched, tell, fetch: async () => user("ann"), clock: new VirtualClock() });
    expect(told.map(({ answered, asked }) => `${answered}/${asked}`)).toEqual(["0/2", "1/2", "2/2"]);
  });

  it("that is called off gives its requests up at once", async () => {
    const clock = new VirtualClock();
    const panel = new AbortController();
    const work = compareAccounts([keyNamed("a")], { ...unwatched, signal: panel.signal, fetch: silent, clock });
    panel.abort(new Error("called off"));
    await expect(work).rejects.toThrow("called off");
    expect(clock.delays).toEqual([]);
  });
});
