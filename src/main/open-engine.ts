import { randomInt } from "node:crypto";
import { join } from "node:path";
import { app } from "electron";
import { createEngine, type Engine } from "../engine/engine.ts";
import { createRehearsalThread } from "../host/rehearsal-thread.ts";
import { createSystemClock } from "../host/system-clock.ts";
import type { DesktopEnvironment } from "./environment.ts";
import { createSecretStore } from "./secret-store.ts";
import { createSettingsStore } from "./settings-store.ts";

/** The engine on this machine's own time, network and files. Rejects with a QuipdeckError. */
export async function openEngine({ outside, dataFolder, builtInPersonas }: DesktopEnvironment): Promise<Engine> {
  const settings = createSettingsStore(dataFolder);
  const secrets = createSecretStore(dataFolder, () => settings.current.desktop.allowUnprotectedSecrets);
  return createEngine({
    clock: createSystemClock(),
    fetch: globalThis.fetch,
    seed: randomInt(2 ** 31),
    keepsWatch: true,
    host: { kind: "desktop", version: app.getVersion(), dataFolder },
    folders: { data: dataFolder, builtInPersonas },
    outside,
    settings,
    secrets,
    runRehearsal: createRehearsalThread(join(import.meta.dirname, "rehearsal-worker.js")),
    shards: null,
  });
}
