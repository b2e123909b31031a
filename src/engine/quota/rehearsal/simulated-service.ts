import type { Usage } from "../../../shared/models.ts";
import type { Scenario } from "../../../shared/scenario.ts";
import type { Limit } from "../../../shared/settings.ts";
import type { CallFailure, CallRequest, CallResult, ModelCall } from "../../inference/model-call.ts";
import { wait } from "../../inference/wait.ts";
import type { Clock } from "../../ports.ts";
import { Ledger } from "../ledger.ts";
import { limitBroken } from "../limits.ts";
import { logNormal, logNormalBetween, type Random } from "./chance.ts";
import { givenCost, usageOf } from "./message-cost.ts";

/** A refusal needs no thinking. */
const refusalMs = 150;
const answerSpread = 0.5;
/** Enough for the longest answer; what it says does not matter. */
const longAnswer = "so says the lamp to the fog tonight ".repeat(1000);
const requestAlone: Readonly<Usage> = { requests: 1, characters: 0, tokens: 0 };

const hourlyRefusal = '{"error":"Rate limit reached. You reached free usage limit (reset hourly)."}';
const monthlyRefusal = '{"error":"You have exceeded your monthly included credits for Inference Providers."}';

interface SimulatedServiceParts {
  clock: Clock;
  random: Random;
  /** What its model does, what it allows each key, and how it counts. */
  scenario: Pick<Scenario, "model" | "limits" | "overheadCharacters" | "charactersPerToken">;
}

/** An inference service that counts and refuses as the real one does, whatever the bot knows of its limits. */
export function createSimulatedService({ clock, random, scenario }: SimulatedServiceParts): ModelCall {
  const counted = new Ledger(clock, { load: () => [], add: () => undefined });
  const { model, limits, charactersPerToken } = scenario;
  const costOf = givenCost(scenario);

  async function answer(request: CallRequest, signal: AbortSignal): Promise<CallResult> {
    const { messages } = request;
    const sent = messages.reduce((sum, { content }) => sum + content.length, 0);
    const cost = costOf?.(messages) ?? usageOf(sent, scenario);
    const broken = limitBroken(limits, counted.usage(request.secret), cost);
    if (broken) {
      await wait(clock, refusalMs, signal);
      return refusal(broken);
    }
    const fate = random();
    const thinkingMs = logNormalBetween(random, model.medianAnswerMs, model.p95AnswerMs);
    const isSilent = fate < model.silenceShare || thinkingMs >= request.timeoutMs;
    await wait(clock, isSilent ? request.timeoutMs : thinkingMs, signal);
    if (isSilent) return failure("timeout", null);
    if (fate < model.silenceShare + model.failureShare) return failure("http", 500);
    const wished = Math.round(logNormal(random, model.answerCharacters, answerSpread));
    const text = longAnswer.slice(0, Math.max(1, Math.min(wished, Math.floor(request.maxTokens * charactersPerToken))));
    const usage = costOf ? cost : usageOf(sent + text.length, scenario);
    counted.add(request.secret, usage);
    return { ok: true, text, status: 200, requestId: null, usage };
  }

  return (request, signal) => answer(request, signal).catch(() => failure("cancelled", null));
}

/** A spent month is told by 402, all else by 429. */
function refusal({ window }: Limit): CallFailure {
  if (window === "month") return { ...failure("http", 402), bodyText: monthlyRefusal };
  const refused = failure("http", 429);
  return window === "hour" ? { ...refused, bodyText: hourlyRefusal } : refused;
}

function failure(kind: CallFailure["kind"], status: number | null): CallFailure {
  return {
    ...{ ok: false, kind, status, usage: requestAlone, flaw: null, requestId: null },
    ...{ bodyText: "", retryAfterMs: null, estimatedTimeMs: null },
  };
}
