import { expect, it } from "vitest";
import { brokenSnapshot, busySnapshot, emptySnapshot } from "../../support/panel-data.ts";
import { tabbingTroubles } from "../../support/panel-keyboard.ts";
import { panelViews } from "../../support/panel-page.ts";
import { panelsInChromium } from "../../support/panels-in-chromium.ts";

const openPanel = panelsInChromium();

const states = { empty: emptySnapshot, busy: () => busySnapshot(Date.now()), broken: () => brokenSnapshot(Date.now()) };

it.each(["empty", "busy", "broken"] as const)(
  "Tab comes to everything in reading order, seen at each stop: %s",
  async (name) => {
    const { page, goTo } = await openPanel(states[name]());
    const troubles: string[] = [];
    for (const view of panelViews) {
      await goTo(view);
      if (view === "quota" && name !== "empty") await page.locator(".recharts-surface").first().waitFor();
      troubles.push(...(await tabbingTroubles(page)).map((trouble) => `${view}: ${trouble}`));
    }
    expect(troubles).toEqual([]);
  },
);

it("a view that is gone to by keyboard is named by the window, and read from its heading on", async () => {
  const { page } = await openPanel(busySnapshot(Date.now()));
  const focused = () =>
    page.evaluate(() => `${document.activeElement?.tagName} ${document.activeElement?.textContent}`);
  const navigation = page.getByRole("navigation", { name: "Views" });
  for (const view of ["Failures", "Playground", "Keys", "Quota", "Setup", "Settings", "Live"]) {
    await navigation.getByRole("link", { name: view }).press("Enter");
    await expect.poll(focused).toBe(`H1 ${view}`);
    expect(await page.title()).toBe(`${view} · Quipdeck`);
  }
});

it("the first stop leads past the header and the navigation", async () => {
  const { page } = await openPanel(busySnapshot(Date.now()));
  await page.keyboard.press("Tab");
  const skip = page.getByRole("button", { name: "Skip to the view" });
  expect(await skip.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");
  const heading = page.getByRole("heading", { level: 1, name: "Live" });
  expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
});

it("the log is one stop, from which the arrow keys lead on", async () => {
  const { page } = await openPanel(busySnapshot(Date.now()));
  const rows = page.getByRole("region", { name: "Message log" }).getByRole("button");
  await rows.first().waitFor();
  await rows.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => rows.nth(1).evaluate((row) => row === document.activeElement)).toBe(true);
  expect(
    await rows.evaluateAll((all) => all.filter((row) => row instanceof HTMLElement && row.tabIndex === 0).length),
  ).toBe(1);
});
