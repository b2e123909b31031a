import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import type { ViewName } from "../../src/renderer/views/views.ts";
import type { Snapshot } from "../../src/shared/contract.ts";
import { PanelEngineDouble } from "./panel-engine-double.ts";
import { type PanelServerDouble, startPanelServer } from "./panel-server-double.ts";

const root = join(import.meta.dirname, "..", "..");
const screenshotFolder = join(root, "test-output", "screenshots");
const chromiumPath = process.env.QUIPDECK_TEST_CHROMIUM ?? process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const chromiumArgs = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const panelViews = [
  "live",
  "failures",
  "playground",
  "keys",
  "quota",
  "setup",
  "settings",
] as const satisfies readonly ViewName[];
export type ColorScheme = "light" | "dark";

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath, args: chromiumArgs });
}

export interface PanelOptions {
  colorScheme?: ColorScheme;
  width?: number;
  height?: number;
  /** The reader's time zone; that of the machine where it is left out. */
  timezoneId?: string;
}

export interface OpenPanel {
  page: Page;
  engine: PanelEngineDouble;
  server: PanelServerDouble;
  /** What the page complained of: uncaught errors, errors in its console, breaches of the security policy. */
  complaints: string[];
  goTo(view: ViewName): Promise<void>;
  close(): Promise<void>;
}

/** Opens the built panel on a scripted engine, as an owner does in a browser. */
export async function openPanel(browser: Browser, state: Snapshot, options: PanelOptions = {}): Promise<OpenPanel> {
  const { colorScheme = "light", width = 1280, height = 800, timezoneId } = options;
  const engine = new PanelEngineDouble(state, () => Date.now());
  const server = await startPanelServer(engine, process.env.QUIPDECK_PANEL_DIR ?? join(root, "out", "renderer"));
  const context = await browser.newContext({
    ...{ colorScheme, viewport: { width, height }, reducedMotion: "reduce" },
    ...(timezoneId !== undefined && { timezoneId }),
  });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.url });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.goto(server.url);
  await page.getByRole("navigation", { name: "Views" }).waitFor();
  return {
    page,
    engine,
    server,
    complaints,
    async goTo(view) {
      await page.goto(`${server.url}#${view}`);
      await page.getByRole("heading", { level: 1, name: new RegExp(view, "i") }).waitFor();
    },
    async close() {
      await context.close();
      await server.close();
    },
  };
}

/** Has the page believe that nobody sees it, or that somebody does again. */
export function setHidden(page: Page, isHidden: boolean): Promise<void> {
  return page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden);
}

/** The text of an element as it is shown: cells and blocks apart, hidden ones left out. */
export function shownText(locator: Locator): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: the text content runs cells together and holds hidden ones.
  return locator.innerText();
}

export async function takeScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshotFolder, { recursive: true });
  await page.screenshot({ path: join(screenshotFolder, `${name}.png`) });
}

/** The violations that axe finds, each as one line with the places. */
export async function axeViolations(page: Page): Promise<string[]> {
  // The panel has no frames, and axe's way with them takes a page of its own each time.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations } = await axe.analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html).join(" | ")})`);
}
