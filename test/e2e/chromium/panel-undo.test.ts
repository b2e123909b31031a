import { describe, expect, it, vi } from "vitest";
import type { ViewName } from "../../../src/renderer/views/views.ts";
import type { Snapshot } from "../../../src/shared/contract.ts";
import { busySnapshot, emptySnapshot } from "../../support/panel-data.ts";
import { type OpenPanel, takeScreenshot } from "../../support/panel-page.ts";
import { panelsInChromium } from "../../support/panels-in-chromium.ts";

const openPanel = panelsInChromium();
const busy = () => busySnapshot(Date.now());

async function open(state: Snapshot, view: ViewName): Promise<OpenPanel> {
  const panel = await openPanel(state);
  await panel.goTo(view);
  return panel;
}

function withWaiting(queueLength: number): Snapshot {
  const state = busy();
  return { ...state, status: { ...state.status, queueLength } };
}

describe("what is lost cheaply", () => {
  it("is a limit that was removed: its row comes back by a button, or by keyboard outside of a text field", async () => {
    const { page, complaints } = await open(busy(), "keys");
    const card = page.getByRole("region", { name: "Key Main account" });
    await card.getByRole("button", { name: /^Limits/ }).click();
    const rows = card.getByRole("group", { name: /^Limit \d/ });
    const count = await rows.count();
    const amount = await card.getByRole("textbox", { name: "Amount" }).first().inputValue();
    await card.getByRole("button", { name: "Remove limit 1" }).click();
    await page.getByText(/^The limit of .* is removed\.$/).waitFor();
    expect(await rows.count()).toBe(count - 1);
    await takeScreenshot(page, "panel-undo");
    await page.getByRole("textbox", { name: "Label of Main account" }).focus();
    await page.keyboard.press("Control+z");
    expect(await rows.count()).toBe(count - 1);
    // As a browser tells of what it has filled in by itself.
    await page.locator(":focus").evaluate((field) => field.dispatchEvent(new Event("keydown", { bubbles: true })));
    expect(complaints).toEqual([]);
    await page.getByRole("button", { name: "Undo" }).focus();
    await page.keyboard.press("Control+z");
    await vi.waitFor(async () => expect(await rows.count()).toBe(count));
    expect(await card.getByRole("textbox", { name: "Amount" }).first().inputValue()).toBe(amount);
    await card.getByRole("button", { name: "Remove limit 1" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await vi.waitFor(async () => expect(await rows.count()).toBe(count));
    expect(await page.getByRole("button", { name: "Undo" }).count()).toBe(0);
  });

  it("is the order of the keys, step by step, and is withdrawn as the view is left", async () => {
    const { page, engine, goTo } = await open(busy(), "keys");
    const labels = () => engine.state.keys.map(({ label }) => label);
    const before = labels();
    for (const times of [1, 2]) {
      await page.getByRole("button", { name: `Move ${before[0]} down` }).click();
      await page.getByText(`${before[0]} is now number ${times + 1} of 4.`).waitFor();
    }
    await page.keyboard.press("Control+z");
    await vi.waitFor(() => expect(labels()[1]).toBe(before[0]));
    await page.keyboard.press("Control+z");
    await vi.waitFor(() => expect(labels()).toEqual(before));
    await page.getByRole("button", { name: `Move ${before[0]} down` }).click();
    await page.getByRole("button", { name: "Undo" }).waitFor();
    await goTo("quota");
    expect(await page.getByRole("button", { name: "Undo" }).count()).toBe(0);
  });

  it("is a filter of the log, which also outlives a look at another view", async () => {
    const { page, goTo } = await open(busy(), "live");
    const search = page.getByRole("textbox", { name: /^Search in messages/ });
    await search.fill("no such thing");
    await page.getByText("Nothing matches").waitFor();
    await goTo("keys");
    await goTo("live");
    expect(await search.inputValue()).toBe("no such thing");
    await page.getByRole("button", { name: "Clear all filters" }).click();
    await page.getByText("All filters are cleared.").waitFor();
    expect(await search.inputValue()).toBe("");
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await search.inputValue()).toBe("no such thing");
  });

  it("is a chat of the playground", async () => {
    const { page } = await open(busy(), "playground");
    await page.getByRole("textbox", { name: "Your message" }).fill("hello there");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("The light is on").waitFor();
    await page.getByRole("button", { name: "Begin anew" }).click();
    await page.getByText("Say something to your bot").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("The light is on").waitFor();
  });

  it("is an entry of a list in the settings, and a switch of profiles", async () => {
    const state = busy();
    const { page, engine } = await open(
      {
        ...state,
        settings: { ...state.settings, safety: { ...state.settings.safety, blockedWords: ["pine*", "soup"] } },
      },
      "settings",
    );
    const words = () => engine.state.settings.safety.blockedWords;
    await page.getByRole("tab", { name: "Conversation" }).click();
    await page.getByRole("combobox", { name: "Words and phrases" }).press("Backspace");
    await vi.waitFor(() => expect(words()).toEqual(["pine*"]));
    await page.getByRole("button", { name: "Undo" }).click();
    await vi.waitFor(() => expect(words()).toEqual(["pine*", "soup"]));
    await page.getByRole("button", { name: /^Profile Production/ }).click();
    await page.getByText('The profile is "Development" now.').waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await vi.waitFor(() => expect(engine.state.settings.activeProfileId).toBe("production"));
  });

  it("is an example of a persona that is being written, and the figures of an estimate", async () => {
    const { page, goTo } = await open(emptySnapshot(), "settings");
    await page.getByRole("tab", { name: "Persona" }).click();
    await page.getByRole("button", { name: "New persona" }).click();
    await page.getByRole("textbox", { name: "Question 1" }).fill("who are you?");
    await page.getByRole("button", { name: "Remove example 1" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await page.getByRole("textbox", { name: "Question 1" }).inputValue()).toBe("who are you?");
    await goTo("quota");
    const estimate = page.getByRole("region", { name: "Estimate" });
    const members = estimate.getByRole("textbox", { name: "Members of the server" });
    await members.fill("77");
    await goTo("keys");
    await goTo("quota");
    expect(await members.inputValue()).toBe("77");
    await estimate.getByRole("button", { name: "Reset to the example" }).click();
    expect(await members.inputValue()).toBe("1 000");
    const lines = estimate.getByRole("textbox", { name: "Lines each writes a day" });
    await lines.fill("5");
    const scrolled = () => page.getByRole("main").evaluate(({ scrollTop }) => scrollTop);
    await lines.evaluate((field) => field.scrollIntoView({ block: "start" }));
    const before = await scrolled();
    await page.getByRole("button", { name: "Undo" }).click();
    await vi.waitFor(async () => expect(await members.inputValue()).toBe("77"));
    expect(await lines.inputValue()).toBe("5");
    expect([before > 0, await scrolled()]).toEqual([true, before]);
  });

  it("is taken back by keyboard without losing the place", async () => {
    const { page } = await open(busy(), "keys");
    const focused = page.locator(":focus");
    for (const times of [1, 2]) {
      await page.getByRole("button", { name: "Move Main account down" }).click();
      await page.getByText(`Main account is now number ${times + 1} of 4.`).waitFor();
    }
    const undo = page.getByRole("button", { name: "Undo" });
    await undo.press("Enter");
    await page.getByText("Main account is now number 2 of 4.", { exact: true }).waitFor();
    await undo.and(focused).waitFor();
    await undo.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Keys" }).and(focused).waitFor();
  });
});

describe("stopping the bot", () => {
  it("asks while questions wait, and says what becomes of them", async () => {
    const { page, engine } = await open(withWaiting(20), "live");
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Stop the bot?" });
    await dialog.getByText(/^20 questions wait, and 3 are being answered: they end without an answer\./).waitFor();
    await takeScreenshot(page, "panel-stop-asks");
    await dialog.getByRole("button", { name: "Keep" }).click();
    expect(engine.calls).not.toContain("bot/stop");
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await dialog.getByRole("button", { name: "Stop it" }).click();
    await vi.waitFor(() => expect(engine.state.status.state).toBe("stopped"));
  });

  it("does not ask where nothing waits", async () => {
    const { page, engine } = await open(withWaiting(0), "live");
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await vi.waitFor(() => expect(engine.state.status.state).toBe("stopped"));
  });
});

it("a message in the playground stays half written while a failure is tried again", async () => {
  const { page, server } = await open(busy(), "playground");
  const message = page.getByRole("textbox", { name: "Your message" });
  await message.fill("half a thought");
  await page.goto(`${server.url}#playground?failure=2`);
  await vi.waitFor(async () => expect(await message.inputValue()).toContain("haiku"));
  await page.getByRole("link", { name: "Write something else" }).click();
  await vi.waitFor(async () => expect(await message.inputValue()).toBe("half a thought"));
});

it("a file that is dropped beside its place does not take the panel away", async () => {
  const { page } = await open(emptySnapshot(), "keys");
  const isPrevented = await page.evaluate(() => {
    const event = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() });
    document.body.dispatchEvent(event);
    return event.defaultPrevented;
  });
  expect(isPrevented).toBe(true);
});

it("text may be dragged into a field", async () => {
  const { page } = await open(emptySnapshot(), "keys");
  const isPrevented = await page.getByRole("textbox", { name: "Label" }).evaluate((field) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/plain", "a label");
    const event = new DragEvent("dragover", { bubbles: true, cancelable: true, dataTransfer });
    field.dispatchEvent(event);
    return event.defaultPrevented;
  });
  expect(isPrevented).toBe(false);
});

it("the browser asks before a half-written persona is lost with the page", async () => {
  const { page, goTo } = await open(emptySnapshot(), "settings");
  const isHeld = () => page.evaluate(() => !window.dispatchEvent(new Event("beforeunload", { cancelable: true })));
  await page.getByRole("tab", { name: "Persona" }).click();
  await page.getByRole("button", { name: "New persona" }).click();
  expect(await isHeld()).toBe(false);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Half");
  await goTo("live");
  expect(await isHeld()).toBe(true);
  await goTo("settings");
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Discard it" }).click();
  await vi.waitFor(async () => expect(await isHeld()).toBe(false));
});
