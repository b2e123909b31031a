import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Variant } from "./built.ts";
import { fromRoot } from "./paths.ts";

export interface ElectronRuntime {
  executable: string;
  major: number;
}

const electronFolder = fromRoot("node_modules", "electron");
/** The built product needs the Node of this Electron (node:sqlite, the asynchronous safeStorage). */
const productMajor = 45;

/** The runtime in ELECTRON_OVERRIDE_DIST_PATH, else the one that the npm package `electron` has fetched, else null. */
export function installedElectron(): ElectronRuntime | null {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electronFolder, "dist");
  const executable = join(folder, executableName());
  const versionFile = join(folder, "version");
  if (!existsSync(executable) || !existsSync(versionFile)) return null;
  const major = Number.parseInt(readFileSync(versionFile, "utf8").replace(/^v/, ""), 10);
  return { executable, major };
}

/** Lets the npm package `electron` fetch its runtime, for at most `limitMs`; null when it cannot be had. */
export function fetchElectron(limitMs: number): ElectronRuntime | null {
  spawnSync(process.execPath, [join(electronFolder, "install.js")], { stdio: "ignore", timeout: limitMs });
  return installedElectron();
}

/** The variant of the build that a runtime can run. */
export function variantFor(runtime: ElectronRuntime): Variant {
  return runtime.major < productMajor ? "compat" : "product";
}

/** Whether a window can be shown: everywhere but on a Linux without X11 or Wayland. */
export function hasDisplay(): boolean {
  return process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Whether Chromium's sandbox refuses to work for this user. */
export function isLinuxRoot(): boolean {
  return process.platform === "linux" && process.getuid?.() === 0;
}

function executableName(): string {
  if (process.platform === "darwin") return "Electron.app/Contents/MacOS/Electron";
  return process.platform === "win32" ? "electron.exe" : "electron";
}
