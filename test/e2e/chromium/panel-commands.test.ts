import type { Locator, Page } from "playwright-core";
import { describe, expect, it, vi } from "vitest";
import { places } from "../../../src/renderer/views/places.ts";
import type { ViewName } from "../../../src/renderer/views/views.ts";
import { busySnapshot } from "../../support/panel-data.ts";
import { axeViolations, panelViews, takeScreenshot } from "../../support/panel-page.ts";
import { panelsInChromium } from "../../support/panels-in-chromium.ts";

const openPanel = panelsInChromium();
const openBusy = () => openPanel(busySnapshot(Date.now()));

const palette = (page: Page) => page.getByRole("dialog", { name: "Commands" });
const shortcuts = (page: Page) => page.getByRole("dialog", { name: "Keyboard shortcuts" });
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
}

const waitForFocus = (element: Locator) => element.and(element.page().locator(":focus")).waitFor();

describe("the command palette", () => {
  it("finds by typing and does what Enter chooses, without the mouse", async () => {
    const { page, engine } = await openBusy();
    await page.keyboard.press("ControlOrMeta+k");
    const field = palette(page).getByRole("combobox", { name: "Find a command" });
    await field.waitFor();
    await takeScreenshot(page, "panel-palette-light");
    await page.keyboard.type("bot");
    const first = palette(page).getByRole("option").first();
    expect(await first.getAttribute("id")).toBe(await field.getAttribute("aria-activedescendant"));
    await page.keyboard.press("ArrowDown");
    const second = palette(page).getByRole("option", { name: "Reboot the bot" });
    expect(await second.getAttribute("id")).toBe(await field.getAttribute("aria-activedescendant"));
    await page.keyboard.press("Enter");
    await palette(page).waitFor({ state: "hidden" });
    await vi.waitFor(() => expect(engine.calls).toContain("bot/reboot"));
  });

  it("does what was chosen, whatever happens until Enter", async () => {
    const { page, engine, goTo } = await openBusy();
    await goTo("quota");
    await page.keyboard.press("ControlOrMeta+k");
    await palette(page).getByRole("option", { name: "Stop the bot", selected: true }).waitFor();
    await page.keyboard.press("ArrowDown");
    const status = { ...engine.state.status, queueLength: 7 };
    engine.emit({ type: "status", status }, { status });
    await page.getByText(/7 waiting/).waitFor();
    await palette(page).getByRole("option", { name: "Reboot the bot", selected: true }).waitFor();
    await page.keyboard.press("Enter");
    await vi.waitFor(() => expect(engine.calls).toContain("bot/reboot"));
  });

  it("closes with Escape, and the keyboard is back where it was", async () => {
    const { page } = await openBusy();
    await page.getByRole("link", { name: "Keys" }).focus();
    await page.keyboard.press("ControlOrMeta+k");
    await palette(page).waitFor();
    await page.keyboard.press("Escape");
    await palette(page).waitFor({ state: "hidden" });
    await waitForFocus(page.getByRole("link", { name: "Keys" }));
  });

  it("leads to each part of a view, and to one and the same again", async () => {
    const { page } = await openBusy();
    const inBrowser = places.filter(({ part }) => part !== "desktop");
    for (const { view, part, label } of [...inBrowser, ...inBrowser.slice(-1)]) {
      await page.keyboard.press("g");
      await page.keyboard.press("l");
      await command(page, label);
      const tab = page.getByRole("tab", { name: label.replace(/^.*: /, ""), selected: true });
      const title = page.locator(`#${part}-title:focus, #${part}-key-title:focus`);
      await (view === "settings" || view === "playground" ? tab : title).waitFor();
    }
  });

  it("offers what is no command as a search of the log", async () => {
    const { page } = await openBusy();
    await page.keyboard.press("g");
    await page.keyboard.press("q");
    await heading(page, "Quota").waitFor();
    await command(page, "volcano");
    const search = page.getByRole("textbox", { name: /^Search in messages/ });
    await waitForFocus(search);
    expect(await search.inputValue()).toBe("volcano");
  });

  it("offers only what is possible", async () => {
    const { page } = await openBusy();
    await page.getByRole("button", { name: "Commands" }).click();
    await palette(page).getByRole("option", { name: "Stop the bot" }).waitFor();
    expect(await palette(page).getByRole("option", { name: "Start the bot" }).count()).toBe(0);
    expect(await palette(page).getByRole("option", { name: "Settings: Desktop" }).count()).toBe(0);
  });

  it("offers nothing that needs the engine while there is no connection", async () => {
    const { page, server } = await openBusy();
    server.breakDown();
    await page.getByText("State unknown").waitFor();
    await page.getByRole("button", { name: "Commands" }).click();
    await palette(page).getByRole("option", { name: "Quota: Estimate" }).waitFor();
    expect(
      await palette(page)
        .getByRole("option", { name: /^(Stop the bot|Switch to the profile)/ })
        .count(),
    ).toBe(0);
  });

  it("and an address that asks for what is not there shows what was there", async () => {
    const { page, server } = await openBusy();
    await page.goto(`${server.url}#settings?part=desktop`);
    await page.getByRole("tab", { name: "Discord", selected: true }).waitFor();
    await page.goto(`${server.url}#playground?part=nowhere`);
    await page.getByRole("tab", { name: "Chat", selected: true }).waitFor();
  });
});

describe("shortcuts", () => {
  it("lead to every view with two keys", async () => {
    const { page } = await openBusy();
    const letters: Record<ViewName, string> = {
      live: "l",
      failures: "f",
      playground: "p",
      keys: "k",
      quota: "q",
      setup: "u",
      settings: "s",
    };
    for (const view of panelViews) {
      await page.keyboard.press("g");
      await page.keyboard.press(letters[view]);
      await page.getByRole("heading", { level: 1, name: new RegExp(view, "i") }).waitFor();
    }
  });

  it("search, pause and follow the log", async () => {
    const { page } = await openBusy();
    await page.keyboard.press("p");
    await page.getByText("paused", { exact: true }).waitFor();
    await page.keyboard.press("p");
    await page.getByText("following").waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("k");
    await heading(page, "Keys").waitFor();
    await page.keyboard.press("/");
    const search = page.getByRole("textbox", { name: /^Search in messages/ });
    await waitForFocus(search);
    await page.keyboard.type("gp/?");
    expect(await search.inputValue()).toBe("gp/?");
    await heading(page, "Live").waitFor();
    await page.getByRole("link", { name: "Keys" }).click();
    await heading(page, "Keys").waitFor();
    await page.keyboard.press("/");
    await waitForFocus(search);
    expect(await search.inputValue()).toBe("gp/?");
  });

  it("are given once, however long their keys are held", async () => {
    const { page } = await openBusy();
    await page.keyboard.down("ControlOrMeta");
    for (let times = 0; times < 4; times += 1) await page.keyboard.down("k");
    await page.keyboard.up("k");
    await page.keyboard.up("ControlOrMeta");
    await palette(page).waitFor();
  });

  it("rest while somebody types, and hold on a switch, on which letters mean nothing", async () => {
    const { page } = await openBusy();
    const search = page.getByRole("textbox", { name: /^Search in messages/ });
    await search.press("?");
    expect(await search.inputValue()).toBe("?");
    await page.getByRole("link", { name: /^Failures/ }).click();
    await page.getByRole("switch", { name: "Show resolved ones" }).press("?");
    await shortcuts(page).waitFor();
  });

  it("are listed with ?, and those of single keys can be switched off for good", async () => {
    const { page } = await openBusy();
    await page.keyboard.press("?");
    await shortcuts(page).getByRole("row", { name: "Live G then L" }).waitFor();
    await shortcuts(page)
      .getByRole("row", { name: /^Pause the log P/ })
      .waitFor();
    await takeScreenshot(page, "panel-shortcuts-light");
    await shortcuts(page).getByRole("switch").press("Space");
    await page.keyboard.press("Escape");
    await shortcuts(page).waitFor({ state: "hidden" });
    await page.reload();
    await page.getByText("following").waitFor();
    await page.keyboard.press("p");
    await page.keyboard.press("ControlOrMeta+k");
    await palette(page).waitFor();
    await page.keyboard.press("Escape");
    await page.getByText("following").waitFor();
  });
});

it.each(["light", "dark"] as const)("both dialogs are accessible: %s", async (colorScheme) => {
  const { page, complaints } = await openPanel(busySnapshot(Date.now()), { colorScheme, width: 800, height: 600 });
  await page.keyboard.press("ControlOrMeta+k");
  await palette(page).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await takeScreenshot(page, `panel-palette-small-${colorScheme}`);
  await page.keyboard.type("keyboard");
  await page.keyboard.press("Enter");
  await shortcuts(page).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await takeScreenshot(page, `panel-shortcuts-small-${colorScheme}`);
  expect(complaints).toEqual([]);
});
