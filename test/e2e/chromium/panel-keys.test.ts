import { describe, expect, it, vi } from "vitest";
import type { Snapshot } from "../../../src/shared/contract.ts";
import { busySnapshot, emptySnapshot } from "../../support/panel-data.ts";
import { type OpenPanel, shownText } from "../../support/panel-page.ts";
import { panelsInChromium } from "../../support/panels-in-chromium.ts";

const openPanel = panelsInChromium();
let panel: OpenPanel;

const soon = { timeout: 5000 };

async function open(state: Snapshot): Promise<OpenPanel> {
  panel = await openPanel(state);
  await panel.goTo("keys");
  return panel;
}

const order = () => panel.engine.state.keys.map(({ label }) => label);

/** Takes the first key's handle and moves it over the middle of the second card, without letting go. */
async function dragFirstOverSecond(): Promise<void> {
  const { page } = panel;
  const handle = await page.getByTitle("Drag to change the order").first().boundingBox();
  const second = await page.getByRole("region", { name: "Key Club account" }).boundingBox();
  if (!handle || !second) throw new Error("nothing to drag");
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(second.x + 20, second.y + second.height * 0.75, { steps: 4 });
}

describe("the order of the keys", () => {
  it("changes by keyboard, and says what became of it", async () => {
    const { page } = await open(busySnapshot(Date.now()));
    await page.getByRole("button", { name: "Move Club account up" }).focus();
    await page.keyboard.press("Enter");
    const first = page.getByRole("list", { name: "Keys in order" }).getByRole("listitem").first();
    await first.getByRole("region", { name: "Key Club account" }).waitFor();
    await vi.waitFor(() => expect(order().slice(0, 2)).toEqual(["Club account", "Main account"]), soon);
    await page.getByText("Club account is now number 1 of 4.").waitFor();
  });

  it("changes by dragging", async () => {
    const { page } = await open(busySnapshot(Date.now()));
    await dragFirstOverSecond();
    await page.mouse.up();
    await vi.waitFor(() => expect(order().slice(0, 2)).toEqual(["Club account", "Main account"]), soon);
  });

  it("stays where Escape ends the dragging", async () => {
    const { page, engine } = await open(busySnapshot(Date.now()));
    await dragFirstOverSecond();
    await page.keyboard.press("Escape");
    await page.mouse.up();
    expect(await page.locator(".dragged").count()).toBe(0);
    expect(engine.calls).not.toContain("keys/reorder");
  });
});

describe("a key", () => {
  it("shows its state, its return, its reason, and its use in bars against its limits", async () => {
    const { page } = await open(busySnapshot(Date.now()));
    const card = page.getByRole("region", { name: "Key Main account" });
    const shown = await shownText(card);
    expect(shown).toMatch(/Cooling back at .* \(in .*\)\. The hourly limit is reached/);
    expect(shown).toContain("9,987 of 10,000 characters (99\u00A0%)");
    const bar = card.getByRole("progressbar", { name: /characters this month/ });
    expect(await bar.getAttribute("aria-valuenow")).toBe("86.13333333333333");
  });
});

describe("several keys", () => {
  const pasted = "hf_firstOfThePasted1111, hf_1\nhf_secondOfThePasted2222;hf_firstOfThePasted1111";

  it("are taken in at once, each piece told of by itself, and no secret stays on the page", async () => {
    const { page, engine } = await open(emptySnapshot());
    await page.getByRole("radiogroup", { name: "How many" }).getByText("Several").click();
    const field = page.getByRole("textbox", { name: "Access tokens" });
    await field.fill(pasted);
    await page.getByText("Number 2 is too short for a key. Number 4 is the same as number 1.").waitFor();
    await page.getByRole("button", { name: "Add 2 keys" }).click();
    const report = page.getByRole("list", { name: "What became of each" });
    await report.getByText('Added as "Key 2".').waitFor();
    expect(await report.getByRole("listitem").count()).toBe(4);
    expect(engine.secrets).toEqual(["hf_firstOfThePasted1111", "hf_secondOfThePasted2222"]);
    expect(await field.inputValue()).toBe("");
    expect(await page.content()).not.toContain("OfThePasted");
  });

  it("that look like one account's say so with the evidence, and are compared on request", async () => {
    const state = busySnapshot(Date.now());
    const sameAccount = 'Its credits ran out 2 s from those of "Main account": the two look like one account\'s.';
    const keys = state.keys.map((key, index) => (index === 1 ? { ...key, sameAccount } : key));
    const { page } = await open({ ...state, keys });
    await page.getByRole("region", { name: "Key Club account" }).getByText("look like one account's").waitFor();
    await page.getByRole("button", { name: "Compare accounts" }).click();
    await page.getByText("No other key here is of its account.").waitFor();
  });
});
