import { describe, expect, it, vi } from "vitest";
import { busySnapshot, keyStatus } from "../../support/panel-data.ts";
import { axeViolations, shownText, takeScreenshot } from "../../support/panel-page.ts";
import { panelsInChromium } from "../../support/panels-in-chromium.ts";

const openPanel = panelsInChromium();
const hourMs = 3_600_000;

/** The turn of the next UTC hour, at which an hourly limit ends. */
const nextHour = (Math.floor(Date.now() / hourMs) + 1) * hourMs;
const utcOfNextHour = `${new Date(nextHour).toISOString().slice(0, 19).replace("T", " ")} UTC`;

function allResting() {
  const state = busySnapshot(Date.now());
  const keys = [keyStatus("a1b2c3d4e5f6", "Main account", { state: "cooling", until: nextHour, reason: "" })];
  const notice = {
    ...({ id: 9, level: "warning", kind: "all-resting" } as const),
    at: Date.parse("2026-03-14T15:20:00Z"),
    text: "Every key rests. The first is back at 16:00 UTC.",
  };
  return { ...state, keys, notices: [notice] };
}

describe("in a zone of a half hour", () => {
  it("a limit ends at the half, with UTC on hover, on keyboard focus and for those who hear it", async () => {
    const { page, goTo } = await openPanel(allResting(), { timezoneId: "Asia/Kolkata" });
    const strip = page.getByRole("region", { name: "Status" });
    await strip.getByText(/^Resting until .*\d\d:30/).waitFor();
    await goTo("keys");
    const moment = page.getByRole("region", { name: "Key Main account" }).locator(".zoned");
    expect(await shownText(moment)).toMatch(/\d\d:30/);
    expect(await moment.getAttribute("title")).toBe(utcOfNextHour);
    expect(await moment.textContent()).toContain(utcOfNextHour);
    await page.getByRole("textbox", { name: "Label of Main account" }).focus();
    await page.keyboard.press("Tab");
    await vi.waitFor(async () => expect(await page.locator(".utc-tip").textContent()).toBe(utcOfNextHour));
    await takeScreenshot(page, "panel-times-kolkata");
    await page.keyboard.press("Escape");
    expect(await page.locator(".utc-tip").count()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole("navigation", { name: "Views" }).getByText("Times in Asia/").waitFor();
  });

  it("a sentence of the engine's has the reader's time after each in UTC", async () => {
    const { page } = await openPanel(allResting(), { timezoneId: "Asia/Kolkata" });
    await page.getByRole("button", { name: "Notices" }).click();
    await page.getByText("The first is back at 16:00 UTC (21:30 here).").waitFor();
  });
});

it("a time can be typed figure by figure", async () => {
  const { page, goTo } = await openPanel(allResting(), { timezoneId: "Europe/Berlin" });
  await goTo("live");
  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByRole("textbox", { name: "From" }).focus();
  await page.keyboard.type("03142026");
  await page.keyboard.press("Tab");
  await page.keyboard.type("0405PM");
  await vi.waitFor(async () =>
    expect(await page.getByRole("textbox", { name: "From" }).inputValue()).toBe("2026-03-14T16:05"),
  );
  await page.getByText("In Europe/Berlin; 2026-03-14 15:05:00 UTC.").waitFor();
});

it("in UTC nothing is said twice", async () => {
  const { page, goTo } = await openPanel(allResting(), { timezoneId: "UTC" });
  await goTo("keys");
  await page.getByText(/back at .*\d\d:00/).waitFor();
  expect(await page.locator(".zoned").count()).toBe(0);
});
