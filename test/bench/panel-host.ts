import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromRoot } from "../../build/lib/paths.ts";
import { createRedactor } from "../../src/engine/log/redact.ts";
import { openStores } from "../../src/engine/storage/stores.ts";
import { createSystemClock } from "../../src/host/system-clock.ts";
import { type CommandName, commands, type Reply } from "../../src/shared/contract.ts";
import { busySnapshot, logEntry } from "../support/panel-data.ts";
import { PanelEngineDouble } from "../support/panel-engine-double.ts";
import { startPanelServer } from "../support/panel-server-double.ts";

/** Appended between two looks at the disk, so that no write waits for too many others. */
const groupSize = 5000;
const shownRows = 200;

export interface PanelHost {
  url: string;
  /** Logs `count` answered messages at once. */
  log(count: number): void;
  close(): Promise<void>;
}

/** Serves the built panel on the real log with so many messages stored, and a scripted engine for all else. */
export async function startPanelHost(storedMessages: number): Promise<PanelHost> {
  const folder = mkdtempSync(join(tmpdir(), "quipdeck-bench-"));
  const stores = openStores({
    file: join(folder, "quipdeck.db"),
    clock: createSystemClock(),
    redactor: createRedactor(),
    onTrouble: (sentence) => {
      throw new Error(sentence ?? "storing had stopped");
    },
  });
  let logged = 0;
  const log = (count: number, at = Date.now()) => {
    for (let index = 0; index < count; index += 1) {
      logged += 1;
      const { id: _, ...facts } = logEntry(logged, at, { outcome: "answered" });
      stores.log.append(facts);
    }
  };
  for (let left = storedMessages; left > 0; left -= groupSize) {
    log(Math.min(left, groupSize), Date.now() - left * 1000);
    stores.log.list({ limit: 1 });
  }
  const newest = () => stores.log.list({ limit: shownRows }).entries;
  const engine = new PanelEngineDouble({ ...busySnapshot(Date.now()), log: newest() }, () => Date.now());
  stores.log.onCommitted((entries) => engine.emit({ type: "log", entries }));
  const answers: Partial<Record<string, (input: unknown) => unknown>> = {
    "app/snapshot": () => ({ ...engine.state, log: newest(), sequence: engine.state.sequence }),
    "log/ids": (input) => stores.log.ids(commands["log/ids"].input.parse(input)),
    "log/rows": (input) => stores.log.rows(commands["log/rows"].input.parse(input).ids),
    "log/facets": () => stores.log.facets(),
  };
  const dispatch = async (command: string, input: unknown): Promise<Reply> => {
    const answer = answers[command];
    if (!answer) return engine.dispatch(command, input);
    return { ok: true, value: answer(input) } as Reply<CommandName>;
  };
  const server = await startPanelServer(
    { dispatch, subscribe: (listener) => engine.subscribe(listener) },
    fromRoot("out", "renderer"),
  );
  return {
    url: server.url,
    log,
    async close() {
      await server.close();
      stores.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
