import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import type { Snapshot } from "../../src/shared/contract.ts";
import { launchChromium, type OpenPanel, openPanel, type PanelOptions } from "./panel-page.ts";

/** One browser for the tests of a file; gives back what opens a panel in it, which is closed after its test. */
export function panelsInChromium(): (state: Snapshot, options?: PanelOptions) => Promise<OpenPanel> {
  const opened: OpenPanel[] = [];
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterEach(async () => {
    for (const panel of opened.splice(0)) await panel.close();
  });
  afterAll(() => browser.close());
  return async (state, options) => {
    const panel = await openPanel(browser, state, options);
    opened.push(panel);
    return panel;
  };
}
