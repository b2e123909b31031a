// How long until the panel shows something of use, against a window or page that shows nothing.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron, type Browser, type Page } from "playwright-core";
import { appFolder, ensureBuilt } from "../../build/lib/built.ts";
import {
  type ElectronRuntime,
  hasDisplay,
  installedElectron,
  isLinuxRoot,
  variantFor,
} from "../../build/lib/electron-runtime.ts";
import { median } from "./median.ts";
import { startPanelHost } from "./panel-host.ts";

const rounds = 5;
const storedMessages = 1000;

export async function benchFirstPicture(browser: Browser): Promise<void> {
  const runtime = installedElectron();
  if (runtime === null || !hasDisplay()) {
    const missing = runtime === null ? "Electron runtime" : "display (xvfb-run gives one)";
    console.log(`No ${missing} here: measured in Chromium instead, against an empty page.`);
    await inChromium(browser);
  } else {
    await inElectron(runtime);
  }
}

async function inElectron(runtime: ElectronRuntime): Promise<void> {
  const variant = variantFor(runtime);
  await ensureBuilt(variant);
  const folder = mkdtempSync(join(tmpdir(), "quipdeck-bench-"));
  const bare = join(folder, "bare");
  mkdirSync(bare);
  writeFileSync(join(bare, "package.json"), JSON.stringify({ name: "bare", main: "main.cjs" }));
  writeFileSync(
    join(bare, "main.cjs"),
    `const { app, BrowserWindow } = require("electron");
     app.whenReady().then(() => new BrowserWindow().loadURL("data:text/html,<p>nothing</p>"));`,
  );
  console.log(`In Electron ${runtime.major}, from the start of the process, with an empty data folder each time`);
  await compare({
    "bare Electron window": () => launch(runtime, bare, folder, (page) => page.locator("p").waitFor()),
    "the app with its panel": (round) =>
      launch(runtime, appFolder(variant), join(folder, `home-${round}`), (page) =>
        // What an owner sees first who has stored nothing yet.
        page.getByRole("heading", { level: 1, name: "Setup" }).waitFor(),
      ),
  });
  rmSync(folder, { recursive: true, force: true });
}

async function launch(
  { executable }: ElectronRuntime,
  app: string,
  home: string,
  isUseful: (page: Page) => Promise<unknown>,
): Promise<number> {
  const { PATH = "", HOME = "", DISPLAY = "", XAUTHORITY = "" } = process.env;
  const startedAt = performance.now();
  const running = await _electron.launch({
    executablePath: executable,
    args: [...(isLinuxRoot() ? ["--no-sandbox"] : []), app],
    env: { PATH, HOME, DISPLAY, ...(XAUTHORITY !== "" && { XAUTHORITY }), QUIPDECK_HOME: home },
  });
  const page = await running.firstWindow();
  await isUseful(page);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  const tookMs = performance.now() - startedAt;
  await running.close();
  return tookMs;
}

async function inChromium(browser: Browser): Promise<void> {
  const host = await startPanelHost(storedMessages);
  const open = async (url: string, selector: string) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const startedAt = performance.now();
    await page.goto(url, { waitUntil: "commit" });
    await page.locator(selector).first().waitFor();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    const tookMs = performance.now() - startedAt;
    await context.close();
    return tookMs;
  };
  await compare({
    "empty page": () => open("data:text/html,<p>nothing</p>", "p"),
    "the panel with its first rows": () => open(host.url, "button.log-line"),
  });
  await host.close();
}

async function compare(contestants: Record<string, (round: number) => Promise<number>>): Promise<void> {
  const found = Object.entries(contestants).map(([name, open]) => ({ name, open, times: [] as number[] }));
  for (let round = 1; round <= rounds; round += 1) {
    for (const { open, times } of found) times.push(await open(round));
  }
  for (const { name, times } of found) {
    const all = times.map((ms) => ms.toFixed(0)).join(", ");
    console.log(`${name.padEnd(44)} ${median(times).toFixed(0).padStart(6)} ms (median of ${all})`);
  }
}
