import { describe, expect, it } from "vitest";
import { CommandError } from "../../../src/renderer/bridge/panel-bridge.ts";
import { createVisibleBridge } from "../../../src/renderer/bridge/visible-bridge.ts";
import type { EngineEvent } from "../../../src/shared/contract.ts";
import type { RehearsalState } from "../../../src/shared/rehearsal.ts";
import { rehearsalRequestSchema } from "../../../src/shared/scenario.ts";
import { createMemoryBridge } from "../../support/memory-bridge.ts";
import { busySnapshot, keyStatus, logEntry } from "../../support/panel-data.ts";

const hostile = "a\u202Eb";
const shown = "a[U+202E]b";
const found = { name: "Test reply", verdict: "fine", mend: "" } as const;
const refusal = { code: "inference", message: hostile, mend: hostile } as const;

const rehearsal: RehearsalState = {
  ...{ id: 1, state: "failed", progress: 0, result: null, problem: refusal },
  request: rehearsalRequestSchema.parse({ scenario: { name: hostile } }),
};

function openBridge() {
  const inner = createMemoryBridge({
    "app/snapshot": () => ({
      ...busySnapshot(0),
      keys: [keyStatus("k", hostile)],
      log: [logEntry(1, 0, { author: hostile })],
      rehearsal,
    }),
    "keys/test": () => ({ ok: false, status: 500, ms: 1, text: hostile }),
    "doctor/check": (_input, { onProgress }) => {
      onProgress?.({ results: [{ ...found, text: hostile }], waitingFor: [hostile], looks: 2 });
      return [];
    },
    "playground/ask": (_input, { onProgress }) => {
      onProgress?.({ stage: "respond", stages: [], text: hostile });
      throw new CommandError(refusal);
    },
    "personas/import": () => {
      throw new CommandError(refusal);
    },
    "log/rows": () => [logEntry(1, 0, { author: hostile })],
  });
  inner.become("open");
  return { inner, bridge: createVisibleBridge(inner) };
}

describe("what comes in only to be shown", () => {
  it("is made visible in the snapshot and in answers, and left as it is where its places matter", async () => {
    const { bridge } = openBridge();
    const { keys, log } = await bridge.call("app/snapshot");
    expect([keys[0]?.label, log[0]?.author]).toEqual([shown, hostile]);
    expect((await bridge.call("keys/test", { id: "k" })).text).toBe(shown);
    expect((await bridge.call("log/rows", { ids: [1] }))[0]?.author).toBe(hostile);
  });

  it("is not what a form begins with: the newest rehearsal's request stays as it was typed", async () => {
    const { inner, bridge } = openBridge();
    const heard: EngineEvent[] = [];
    bridge.onEvent(({ event }) => heard.push(event));
    inner.send(1, { type: "rehearsal", rehearsal });
    const snapshot = await bridge.call("app/snapshot");
    for (const seen of [snapshot, heard[0]]) {
      expect(seen).toMatchObject({
        rehearsal: { request: { scenario: { name: hostile } }, problem: { message: shown } },
      });
    }
  });

  it("is made visible in what is told before an answer, but for the model's words", async () => {
    const { bridge } = openBridge();
    const told: unknown[] = [];
    const onProgress = (progress: unknown) => told.push(progress);
    await bridge.call("doctor/check", undefined, { onProgress });
    await bridge.call("playground/ask", { text: "hello" }, { onProgress }).catch(() => undefined);
    expect(told).toMatchObject([{ results: [{ text: shown }], waitingFor: [shown] }, { text: hostile }]);
  });

  it("is made visible in events and refusals", async () => {
    const { inner, bridge } = openBridge();
    const heard: EngineEvent[] = [];
    bridge.onEvent(({ event }) => heard.push(event));
    inner.send(1, { type: "keys", keys: [keyStatus("k", hostile)] });
    expect(heard).toMatchObject([{ keys: [{ label: shown }] }]);
    await expect(bridge.call("personas/import", { base64: "" })).rejects.toMatchObject({
      report: { ...refusal, message: shown, mend: shown },
    });
  });
});
