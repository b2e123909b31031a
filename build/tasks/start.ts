import { appFolder, ensureBuilt } from "../lib/built.ts";
import {
  type ElectronRuntime,
  fetchElectron,
  hasDisplay,
  installedElectron,
  isLinuxRoot,
  variantFor,
} from "../lib/electron-runtime.ts";
import { runChild } from "../lib/run-child.mjs";
import { runScript } from "../lib/run-script.ts";

const fetchLimitMs = 180_000;
/** An Electron that ends with an error this soon never came to show its window. */
const startLimitMs = 5_000;

const args = process.argv.slice(2);
const runtime = hasDisplay() ? findOrFetchElectron() : null;
if (runtime === null) {
  const missing = hasDisplay() ? "No Electron runtime can be had" : "No display was found";
  await servePanel(`${missing}: serving the panel on this machine instead of opening the desktop app.`);
} else {
  await openDesktopApp(runtime);
}

function findOrFetchElectron(): ElectronRuntime | null {
  const installed = installedElectron();
  if (installed !== null || process.env.ELECTRON_OVERRIDE_DIST_PATH !== undefined) return installed;
  console.error("Fetching the Electron runtime, about 110 MB, once …");
  return fetchElectron(fetchLimitMs);
}

async function openDesktopApp(electron: ElectronRuntime): Promise<void> {
  const variant = variantFor(electron);
  await ensureBuilt(variant);
  const flags = isLinuxRoot() ? ["--no-sandbox"] : [];
  if (isLinuxRoot()) console.error("Running as root: Electron starts without its sandbox.");
  const startedAtMs = performance.now();
  const exitCode = await runChild(electron.executable, [...flags, appFolder(variant), ...args]);
  const failedToStart = exitCode !== 0 && performance.now() - startedAtMs < startLimitMs && !endedBySignal(exitCode);
  if (failedToStart) {
    await servePanel(`Electron could not start (exit code ${exitCode}): serving the panel on this machine instead.`);
  } else {
    process.exitCode = exitCode;
  }
}

/** 130 and 143: SIGINT and SIGTERM, so somebody wanted it to end. */
function endedBySignal(exitCode: number): boolean {
  return exitCode === 130 || exitCode === 143;
}

async function servePanel(why: string): Promise<void> {
  console.log(why);
  await ensureBuilt();
  console.log("Open the link in a browser on this machine; Ctrl+C ends Quipdeck.");
  await runScript("out/headless/cli.js", ["serve", ...args]);
}
