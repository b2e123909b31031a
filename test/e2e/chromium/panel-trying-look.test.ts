import { describe, expect, it } from "vitest";
import { busySnapshot } from "../../support/panel-data.ts";
import { axeViolations, type OpenPanel, takeScreenshot } from "../../support/panel-page.ts";
import { panelsInChromium } from "../../support/panels-in-chromium.ts";

const openPanel = panelsInChromium();

/** What the views show only once something is done in them. */
const scenes: Record<string, (panel: OpenPanel) => Promise<void>> = {
  async "failures-resolved"({ page, goTo }) {
    await goTo("failures");
    await page.getByRole("switch", { name: "Show resolved ones" }).click();
    await page.getByRole("button", { name: "Mark all 2 resolved" }).click();
    await page.getByText("2 failures marked resolved").waitFor();
  },
  async "playground-compared"({ page, goTo }) {
    await goTo("playground");
    await page.getByRole("button", { name: "Compare with another" }).click();
    await page.getByRole("textbox", { name: "Your message" }).fill("hi 😀 marlow, what is the plan for tonight?");
    await page.getByRole("button", { name: "Ask all 2" }).click();
    await page.getByText("The light is on").nth(1).waitFor();
  },
  async "playground-writing"({ page, engine, goTo }) {
    engine.playground.isHeld = true;
    await goTo("playground");
    await page.getByRole("textbox", { name: "Your message" }).fill("hi marlow");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("region", { name: "Answer so far" }).waitFor();
  },
  async "playground-retried"({ page, server }) {
    await page.goto(`${server.url}#playground?failure=2`);
    await page.getByRole("link", { name: "failure 2" }).waitFor();
  },
  async "playground-sanitizer"({ page, goTo }) {
    await goTo("playground");
    await page.getByRole("tab", { name: "Sanitizer" }).click();
    await page.getByRole("switch", { name: "GIF link" }).click();
    await page.getByRole("button", { name: "As in the settings" }).waitFor();
  },
  async "keys-several"({ page, goTo }) {
    await goTo("keys");
    await page.getByRole("radiogroup", { name: "How many" }).getByText("Several").click();
    await page.getByRole("textbox", { name: "Access tokens" }).fill("hf_notARealKeyAtAll1234 hf_1");
    await page.getByRole("button", { name: "Compare accounts" }).click();
    await page.getByText("No other key here is of its account.").waitFor();
    await page.getByRole("button", { name: "Compare accounts" }).scrollIntoViewIfNeeded();
  },
};

const sizes = {
  wide: { width: 1280, height: 800 },
  small: { width: 800, height: 600 },
  /** What is left of 1280 by 800 at 200 % zoom. */
  zoomed: { width: 640, height: 400 },
};

describe("what is tried out", () => {
  it.each([
    ["wide", "light"],
    ["wide", "dark"],
    ["small", "light"],
    ["small", "dark"],
    ["zoomed", "light"],
  ] as const)("is accessible and fits: %s, %s", async (size, colorScheme) => {
    const found: string[] = [];
    for (const [name, play] of Object.entries(scenes)) {
      const panel = await openPanel(busySnapshot(Date.now()), { colorScheme, ...sizes[size] });
      await play(panel);
      const { page, complaints } = panel;
      found.push(...[...(await axeViolations(page)), ...complaints].map((trouble) => `${name}: ${trouble}`));
      const overflow = await page.locator("main:visible").evaluate((main) => main.scrollWidth - main.clientWidth);
      if (overflow > 0) found.push(`${name}: ${overflow} px too wide`);
      await takeScreenshot(page, `panel-${name}-${size}-${colorScheme}`);
    }
    expect(found).toEqual([]);
  });
});
