import { describe, expect, it } from "vitest";
import { EventHub } from "../../src/engine/event-hub.ts";
import type { EngineEvent, SequencedEvent } from "../../src/shared/contract.ts";
import { VirtualClock } from "../support/virtual-clock.ts";

const keys: EngineEvent = { type: "keys", keys: [] };
const log: EngineEvent = { type: "log", entries: [] };

function openHub() {
  const clock = new VirtualClock();
  const troubles: string[] = [];
  const hub = new EventHub(clock, (thrown, type) => troubles.push(`${type}: ${String(thrown)}`));
  const heard: SequencedEvent[] = [];
  return { clock, hub, troubles, heard, hear: (event: SequencedEvent) => heard.push(event) };
}

function fail(): never {
  throw new Error("deaf");
}

describe("events", () => {
  it("are numbered without a gap and reach every listener until it ends that", () => {
    const { hub, heard, hear } = openHub();
    const end = hub.subscribe(hear);
    hub.emit(keys);
    hub.emit(log);
    end();
    hub.emit(keys);
    expect(heard).toEqual([
      { sequence: 1, event: keys },
      { sequence: 2, event: log },
    ]);
    expect(hub.sequence).toBe(3);
  });

  it("reach a listener by the types that it names", () => {
    const { hub, heard, hear } = openHub();
    hub.subscribe(hear, ["log"]);
    hub.emit(keys);
    hub.emit(log);
    expect(heard).toEqual([{ sequence: 2, event: log }]);
  });

  it("reach all others though one listener throws, which is told once", () => {
    const { hub, heard, hear, troubles } = openHub();
    hub.subscribe(fail);
    hub.subscribe(hear);
    hub.emit(keys);
    hub.emit(keys);
    expect(heard).toHaveLength(2);
    expect(troubles).toEqual(["keys: Error: deaf"]);
  });
});

describe("a state that changes often", () => {
  it("is told once things have settled, as it is then", () => {
    const { hub, clock, heard, hear } = openHub();
    hub.subscribe(hear);
    let reads = 0;
    for (let change = 0; change < 5; change += 1) {
      hub.emitSoon("keys", () => {
        reads += 1;
        return keys;
      });
    }
    clock.advanceSync(49);
    expect(heard).toEqual([]);
    clock.advanceSync(1);
    expect(heard).toEqual([{ sequence: 1, event: keys }]);
    expect(reads).toBe(1);
  });

  it("is not read where nobody listens", () => {
    const { hub, clock, hear } = openHub();
    hub.subscribe(hear, ["log"]);
    hub.emitSoon("keys", fail);
    expect(clock.delays).toEqual([]);
  });

  it("that cannot be read is reported once instead of ending the process, and is told when it can be read again", () => {
    const { hub, clock, heard, hear, troubles } = openHub();
    hub.subscribe(hear);
    for (const read of [fail, fail, () => keys]) {
      hub.emitSoon("keys", read);
      clock.advanceSync(50);
    }
    expect(troubles).toEqual(["keys: Error: deaf"]);
    expect(heard).toEqual([{ sequence: 1, event: keys }]);
  });

  it("is told no more once the hub is closed", () => {
    const { hub, clock, heard, hear } = openHub();
    hub.subscribe(hear);
    hub.emitSoon("keys", () => keys);
    hub.close();
    clock.advanceSync(50);
    expect(heard).toEqual([]);
  });
});
