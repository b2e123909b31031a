import { describe, expect, it, vi } from "vitest";
import { CommandError } from "../../../src/renderer/bridge/panel-bridge.ts";
import { PanelStore } from "../../../src/renderer/state/panel-store.ts";
import type { EngineEvent, Snapshot } from "../../../src/shared/contract.ts";
import { createMemoryBridge } from "../../support/memory-bridge.ts";
import { emptySnapshot, logEntry } from "../../support/panel-data.ts";

const logged = (id: number): EngineEvent => ({ type: "log", entries: [logEntry(id, id)] });

/** A store on a bridge of which the test is in charge; `frame` draws a picture, `pass` lets virtual time go by. */
function openStore(answer: () => Snapshot | Promise<Snapshot>) {
  const frames: (() => void)[] = [];
  const timers = new Map<() => void, number>();
  let isHidden = false;
  let tellVisibility: () => void = () => undefined;
  const bridge = createMemoryBridge({ "app/snapshot": answer, "settings/get": async () => (await answer()).settings });
  const store = new PanelStore(bridge, {
    nextFrame: (task) => frames.push(task),
    after(delayMs, task) {
      timers.set(task, delayMs);
      return () => timers.delete(task);
    },
    isHidden: () => isHidden,
    onVisibility(listener) {
      tellVisibility = listener;
      return () => undefined;
    },
  });
  return {
    bridge,
    store,
    frame: () => {
      for (const task of frames.splice(0)) task();
    },
    /** Runs what waits for at most this long. */
    pass(ms: number) {
      for (const [task, delayMs] of [...timers]) {
        if (delayMs > ms) continue;
        timers.delete(task);
        task();
      }
    },
    setHidden(hidden: boolean) {
      isHidden = hidden;
      tellVisibility();
    },
    timers,
    snapshotsTaken: () => bridge.calls.filter((name) => name === "app/snapshot").length,
    loggedIds: () => store.getState().snapshot?.log.map(({ id }) => id),
  };
}

const settled = (check: () => void) => vi.waitFor(check);

describe("the panel's store", () => {
  it("takes a snapshot once the connection is open, and applies a burst of events in one go per picture", async () => {
    const panel = openStore(emptySnapshot);
    panel.bridge.become("open");
    await settled(() => expect(panel.loggedIds()).toEqual([]));
    const onChange = vi.fn();
    panel.store.subscribe(onChange);
    for (let id = 1; id <= 200; id += 1) panel.bridge.send(id, logged(id));
    expect(onChange).not.toHaveBeenCalled();
    panel.frame();
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(panel.loggedIds()).toHaveLength(200);
  });

  it("takes a new snapshot where an event is missing", async () => {
    let answer = emptySnapshot();
    const panel = openStore(() => answer);
    panel.bridge.become("open");
    await settled(() => expect(panel.loggedIds()).toEqual([]));
    answer = { ...emptySnapshot(), sequence: 3, log: [logEntry(3, 3), logEntry(2, 2), logEntry(1, 1)] };
    panel.bridge.send(3, logged(3));
    panel.frame();
    await settled(() => expect(panel.loggedIds()).toEqual([3, 2, 1]));
  });

  it("applies events that came while the snapshot was under way, without the ones it contains", async () => {
    let give: (snapshot: Snapshot) => void = () => undefined;
    const panel = openStore(() => new Promise<Snapshot>((resolve) => (give = resolve)));
    panel.bridge.become("open");
    panel.bridge.send(1, logged(1));
    panel.bridge.send(2, logged(2));
    panel.frame();
    give({ ...emptySnapshot(), sequence: 1, log: [logEntry(1, 1, { response: "from the snapshot" })] });
    await settled(() => expect(panel.loggedIds()).toEqual([2, 1]));
    expect(panel.store.getState().snapshot?.log[1]?.response).toBe("from the snapshot");
  });

  it("keeps what it shows while the connection is lost, and takes a new snapshot when it is back", async () => {
    const panel = openStore(emptySnapshot);
    panel.bridge.become("open");
    await settled(() => expect(panel.loggedIds()).toEqual([]));
    panel.bridge.become("lost");
    expect(panel.store.getState().connection).toBe("lost");
    expect(panel.store.getState().snapshot).not.toBeNull();
    panel.bridge.become("open");
    await settled(() => expect(panel.snapshotsTaken()).toBe(2));
  });

  it("says why an engine gives no snapshot, tries again, and mends itself", async () => {
    let isDead = true;
    const report = { code: "unavailable", message: "The engine is gone.", mend: "It is being restarted." } as const;
    const panel = openStore(() => {
      if (isDead) throw new CommandError(report);
      return emptySnapshot();
    });
    panel.bridge.become("open");
    await settled(() => expect(panel.store.getState().engineProblem).toEqual(report));
    isDead = false;
    panel.pass(5000);
    await settled(() => expect(panel.store.getState()).toMatchObject({ engineProblem: null, snapshot: {} }));
  });

  it("notices an engine that hangs behind an open connection", async () => {
    let hangs = false;
    const panel = openStore(() => (hangs ? new Promise<Snapshot>(() => undefined) : emptySnapshot()));
    panel.bridge.become("open");
    await settled(() => expect(panel.loggedIds()).toEqual([]));
    hangs = true;
    panel.pass(15_000);
    await settled(() => expect(panel.bridge.calls.at(-1)).toBe("settings/get"));
    panel.pass(10_000);
    await settled(() => expect(panel.store.getState().engineProblem?.code).toBe("unavailable"));
  });
});

describe("the panel's store while nobody sees the panel", () => {
  async function openHidden() {
    let answer = emptySnapshot();
    const panel = openStore(() => answer);
    panel.bridge.become("open");
    await settled(() => expect(panel.loggedIds()).toEqual([]));
    const onChange = vi.fn();
    panel.store.subscribe(onChange);
    panel.setHidden(true);
    const become = (snapshot: Snapshot) => {
      answer = snapshot;
    };
    return { ...panel, onChange, become };
  }

  it("tells nobody and times nothing, and shows everything once it is seen", async () => {
    const panel = await openHidden();
    expect(panel.timers.size).toBe(0);
    for (let id = 1; id <= 3; id += 1) panel.bridge.send(id, logged(id));
    panel.frame();
    expect(panel.onChange).not.toHaveBeenCalled();
    expect(panel.timers.size).toBe(0);
    panel.setHidden(false);
    expect(panel.loggedIds()).toEqual([3, 2, 1]);
    expect(panel.snapshotsTaken()).toBe(1);
    expect(panel.timers.size).toBe(1);
  });

  it("keeps no more than 500 events, and takes a new snapshot in their place", async () => {
    const panel = await openHidden();
    for (let id = 1; id <= 700; id += 1) panel.bridge.send(id, logged(id));
    panel.become({ ...emptySnapshot(), sequence: 700, log: [logEntry(700, 700)] });
    panel.setHidden(false);
    await settled(() => expect(panel.loggedIds()).toEqual([700]));
    panel.bridge.send(701, logged(701));
    panel.frame();
    expect(panel.loggedIds()).toEqual([701, 700]);
    expect(panel.snapshotsTaken()).toBe(2);
  });

  it("says that the connection was lost when it is seen again", async () => {
    const panel = await openHidden();
    panel.bridge.become("lost");
    expect(panel.onChange).not.toHaveBeenCalled();
    panel.setHidden(false);
    expect(panel.onChange).toHaveBeenCalled();
    expect(panel.store.getState().connection).toBe("lost");
  });
});
