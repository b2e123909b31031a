import { describe, expect, it } from "vitest";
import { brokenSnapshot, busySnapshot, emptySnapshot } from "../../support/panel-data.ts";
import { axeViolations, panelViews, takeScreenshot } from "../../support/panel-page.ts";
import { panelsInChromium } from "../../support/panels-in-chromium.ts";

const openPanel = panelsInChromium();

const states = { empty: emptySnapshot, busy: () => busySnapshot(Date.now()), broken: () => brokenSnapshot(Date.now()) };
type StateName = keyof typeof states;

const settingsTabs = ["Discord", "Persona", "Behaviour", "Conversation", "Inference", "Privacy", "Profiles", "Desktop"];

describe("every view", () => {
  it.each<[StateName, "light" | "dark"]>([
    ["empty", "light"],
    ["empty", "dark"],
    ["busy", "light"],
    ["busy", "dark"],
    ["broken", "light"],
    ["broken", "dark"],
  ])("is accessible and keeps the security policy: %s, %s", async (name, colorScheme) => {
    const { page, goTo, complaints } = await openPanel(states[name](), { colorScheme });
    const found: string[] = [];
    for (const view of panelViews) {
      await goTo(view);
      if (view === "live" && name !== "empty") await page.getByRole("button", { name: /Juno/ }).first().click();
      if (view === "quota" && name !== "empty") await page.locator(".recharts-surface").first().waitFor();
      found.push(...(await axeViolations(page)).map((violation) => `${view}: ${violation}`));
      await takeScreenshot(page, `panel-${name}-${view}-${colorScheme}`);
    }
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it.each(["light", "dark"] as const)("is accessible in every section of the settings: %s", async (colorScheme) => {
    const { page, goTo } = await openPanel(brokenSnapshot(Date.now()), { colorScheme });
    const found: string[] = [];
    await goTo("settings");
    for (const name of settingsTabs) {
      await page.getByRole("tab", { name }).click();
      found.push(...(await axeViolations(page)).map((violation) => `${name}: ${violation}`));
      await takeScreenshot(page, `panel-settings-${name.toLowerCase()}-${colorScheme}`);
    }
    expect(found).toEqual([]);
  });

  it.each(["light", "dark"] as const)("fits a small window without scrolling sideways: %s", async (colorScheme) => {
    const options = { colorScheme, width: 800, height: 600 };
    const { page, goTo } = await openPanel(busySnapshot(Date.now()), options);
    const tooWide: string[] = [];
    for (const view of panelViews) {
      await goTo(view);
      const overflow = await page.locator("main:visible").evaluate((main) => main.scrollWidth - main.clientWidth);
      if (overflow > 0) tooWide.push(`${view}: ${overflow} px`);
      await takeScreenshot(page, `panel-small-${view}-${colorScheme}`);
    }
    expect(tooWide).toEqual([]);
  });
});
