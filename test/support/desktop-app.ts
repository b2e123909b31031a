import { _electron, type ElectronApplication, type Page } from "playwright-core";
import { onTestFinished } from "vitest";
import type { PreloadApi, Reply } from "../../src/shared/contract.ts";

declare global {
  interface Window {
    readonly quipdeck?: PreloadApi;
  }
}

/** Set by `npm test` where it has found an Electron runtime and built the app for it. */
export const desktop = { executable: process.env.QUIPDECK_TEST_ELECTRON, app: process.env.QUIPDECK_TEST_APP };

/** What the app is started with; the flag is for root, whom Chromium's sandbox does not work for. */
export function launchArguments(): string[] {
  const isRoot = process.platform === "linux" && process.getuid?.() === 0;
  return [...(isRoot ? ["--no-sandbox"] : []), desktop.app ?? ""];
}

/** Only what a desktop app needs, so that nothing of the machine's own configuration gets in. */
export function launchEnvironment(folder: string, environment: Record<string, string> = {}): Record<string, string> {
  const { PATH = "", HOME = "", DISPLAY = "", XAUTHORITY = "" } = process.env;
  return { PATH, HOME, DISPLAY, ...(XAUTHORITY ? { XAUTHORITY } : {}), QUIPDECK_HOME: folder, ...environment };
}

export interface Desktop {
  app: ElectronApplication;
  page: Page;
}

/** The real app with its data in `folder`, once its window shows the panel. */
export async function launchDesktop(folder: string, environment: Record<string, string> = {}): Promise<Desktop> {
  const app = await _electron.launch({
    executablePath: desktop.executable ?? "",
    args: launchArguments(),
    env: launchEnvironment(folder, environment),
  });
  onTestFinished(() => app.close());
  const page = await app.firstWindow();
  await page.waitForLoadState("domcontentloaded");
  return { app, page };
}

/** Beyond what the panel itself counts up to. */
let lastCallId = 1_000_000;

/** A command through the preload script, as the panel gives it. */
export function invoke(page: Page, command: string, input?: unknown): Promise<Reply> {
  lastCallId += 1;
  return page.evaluate(
    ([id, name, value]) => window.quipdeck?.invoke(id as number, name as string, value),
    [lastCallId, command, input],
  ) as Promise<Reply>;
}
