import { describe, expect, it } from "vitest";
import { brokenSnapshot, busySnapshot, emptySnapshot } from "../../support/panel-data.ts";
import { layoutTroubles, windowSizes } from "../../support/panel-layout.ts";
import {
  axeViolations,
  type ColorScheme,
  type OpenPanel,
  panelViews,
  takeScreenshot,
} from "../../support/panel-page.ts";
import { scenes } from "../../support/panel-scenes.ts";
import { panelsInChromium } from "../../support/panels-in-chromium.ts";

const openPanel = panelsInChromium();

const schemes: ColorScheme[] = ["light", "dark"];
const settingsTabs = ["Persona", "Behaviour", "Conversation", "Inference", "Alerts", "Privacy", "Profiles", "Desktop"];

/** What is wrong with what is shown now: in both themes, and in every window from a wide one to one at 200 % zoom. */
async function troublesOf({ page }: OpenPanel, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await axeViolations(page)).map((violation) => `${colorScheme}: ${violation}`));
    await takeScreenshot(page, `panel-${name}-${colorScheme}`);
  }
  for (const [size, viewport] of Object.entries(windowSizes)) {
    await page.setViewportSize(viewport);
    found.push(...(await layoutTroubles(page)).map((trouble) => `${size}: ${trouble}`));
    if (size === "small" || size === "wideZoomed") await takeScreenshot(page, `panel-${name}-${size}`);
  }
  await page.setViewportSize(windowSizes.wide);
  await page.emulateMedia({ colorScheme: "light" });
  return found.map((trouble) => `${name}, ${trouble}`);
}

describe("every view is accessible in both themes, fits every window, and keeps the security policy", () => {
  it.each([
    ["empty", emptySnapshot],
    ["busy", busySnapshot],
    ["broken", brokenSnapshot],
  ] as const)("%s", async (name, stateAt) => {
    const panel = await openPanel(stateAt(Date.now()));
    const found: string[] = [];
    for (const view of panelViews) {
      await panel.goTo(view);
      if (view === "quota" && name !== "empty") await panel.page.locator(".recharts-surface").nth(1).waitFor();
      found.push(...(await troublesOf(panel, `${name}-${view}`)));
    }
    expect(found).toEqual([]);
    expect(panel.complaints).toEqual([]);
  });

  it("settings, section by section", async () => {
    const panel = await openPanel(brokenSnapshot(Date.now()));
    const found: string[] = [];
    await panel.goTo("settings");
    for (const tab of settingsTabs) {
      await panel.page.getByRole("tab", { name: tab }).click();
      found.push(...(await troublesOf(panel, `settings-${tab.toLowerCase()}`)));
    }
    expect(found).toEqual([]);
    expect(panel.complaints).toEqual([]);
  });

  it("setup, step by step", async () => {
    const panel = await openPanel(busySnapshot(Date.now()));
    const found: string[] = [];
    await panel.goTo("setup");
    for (let place = 2; place <= 7; place += 1) {
      await panel.page.getByRole("button", { name: new RegExp(`^${place}\\. `) }).click();
      found.push(...(await troublesOf(panel, `setup-${place}`)));
    }
    expect(found).toEqual([]);
    expect(panel.complaints).toEqual([]);
  });

  it.each(Object.entries(scenes))("%s", async (name, { state, play, isCutOff = false }) => {
    const panel = await openPanel(state(Date.now()));
    await play(panel);
    expect(await troublesOf(panel, name)).toEqual([]);
    if (!isCutOff) expect(panel.complaints).toEqual([]);
  });
});
