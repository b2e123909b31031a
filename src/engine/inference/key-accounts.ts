import type { AccountsProgress, KeyAccount } from "../../shared/key-accounts.ts";
import type { Clock } from "../ports.ts";
import type { KeyMaterial } from "./key-vault.ts";

/** Hugging Face tells the owner of a token whose it is; another host than the one that answers. */
const whoamiUrl = "https://huggingface.co/api/whoami-v2";
const timeoutMs = 10_000;

interface KeyAccountsParts {
  fetch: typeof globalThis.fetch;
  clock: Clock;
  /** Aborted once nobody wants the answer. */
  signal: AbortSignal;
  tell: (read: () => AccountsProgress) => void;
}

type Whoami = { account: string } | { problem: string };

/**
 * Asks Hugging Face once for each of its tokens whose it is, and compares. Account names stay here. Rejects with the signal's
 * reason when it was cancelled.
 */
export async function compareAccounts(keys: readonly KeyMaterial[], parts: KeyAccountsParts): Promise<KeyAccount[]> {
  const answers = await askAll(keys, parts);
  return keys.map((key, index) => {
    const answer = answers[index];
    if (!answer || "problem" in answer) {
      return { keyId: key.id, verdict: "unknown", text: answer?.problem ?? "Nobody was asked." };
    }
    const others = keys.filter((other, place) => other !== key && isOf(answer.account, answers[place]));
    if (others.length === 0) return { keyId: key.id, verdict: "own", text: "No other key here is of its account." };
    const labels = others.map(({ label }) => `"${label}"`).join(", ");
    return { keyId: key.id, verdict: "shared", text: `Of the same account as ${labels}: they share one quota.` };
  });
}

async function askAll(keys: readonly KeyMaterial[], parts: KeyAccountsParts): Promise<Whoami[]> {
  let answered = 0;
  const tell = () => parts.tell(() => ({ answered, asked: keys.length }));
  tell();
  const ask = async (key: KeyMaterial) => {
    const answer = await whoami(key, parts);
    answered += 1;
    tell();
    return answer;
  };
  const answers = await Promise.all(keys.map(ask));
  parts.signal.throwIfAborted();
  return answers;
}

function isOf(account: string, answer: Whoami | undefined): boolean {
  return answer !== undefined && "account" in answer && answer.account === account;
}

async function whoami({ secret }: KeyMaterial, { fetch, clock, signal }: KeyAccountsParts): Promise<Whoami> {
  if (!secret.startsWith("hf_")) return { problem: "Not a token of Hugging Face, which alone is asked." };
  const controller = new AbortController();
  const cancelTimer = clock.after(timeoutMs, () => controller.abort());
  try {
    const response = await fetch(whoamiUrl, {
      headers: { authorization: `Bearer ${secret}` },
      redirect: "error",
      signal: AbortSignal.any([controller.signal, signal]),
    });
    const body = await response.text();
    return response.ok ? accountIn(body) : { problem: problemOf(response.status) };
  } catch {
    return { problem: "Hugging Face could not be reached; check this machine's internet connection." };
  } finally {
    cancelTimer();
  }
}

function accountIn(body: string): Whoami {
  try {
    const { id, name } = JSON.parse(body) as { id?: unknown; name?: unknown };
    const account = typeof id === "string" ? id : name;
    if (typeof account === "string" && account !== "") return { account };
  } catch {
    // Said below.
  }
  return { problem: "Hugging Face's answer does not say whose it is." };
}

function problemOf(status: number): string {
  if (status === 401) return "Hugging Face does not know this token; replace it.";
  if (status === 403) return "This token may not ask whose it is; its use for answers is not touched by that.";
  if (status === 429) return "Hugging Face was asked too often; try again in a few minutes.";
  return `Hugging Face has trouble of its own (status ${status}); try again later.`;
}
