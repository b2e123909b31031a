import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Snapshot } from "../../../src/shared/contract.ts";
import { busySnapshot, colourfulEntry, emptySnapshot, failure, logEntry } from "../../support/panel-data.ts";
import { launchChromium, type OpenPanel, openPanel, shownText } from "../../support/panel-page.ts";

let browser: Browser;
let panel: OpenPanel;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
afterEach(() => panel.close());

async function open(state: Snapshot): Promise<OpenPanel> {
  panel = await openPanel(browser, state);
  return panel;
}

/** How soon the panel shows what the engine did. */
const soon = { timeout: 5000 };

describe("the live view", () => {
  it("shows a message as it happens, and opens it to its whole way", async () => {
    const { page, engine } = await open(emptySnapshot());
    await page.getByText("No messages yet").waitFor();
    engine.emit({ type: "log", entries: [colourfulEntry(1, Date.now())] });
    const row = page.getByRole("button", { name: /Answered.*Juno/ });
    await row.click();
    expect(await row.getAttribute("aria-expanded")).toBe("true");
    expect(await shownText(page.getByRole("list", { name: "Stages" }))).toContain("sanitize");
    const written = await shownText(page.getByRole("region", { name: "Message as written" }));
    expect(written).toContain("direction control");
    expect(written).toContain("[U+202E]");
    expect(await shownText(page.getByRole("table", { name: "Attempts" }))).toMatch(/429\s+rate limited/);
  });

  it("leaves what is being read in its place while new messages come in", async () => {
    const { page, engine } = await open(busySnapshot(Date.now()));
    const log = page.getByRole("region", { name: "Message log" });
    await log.getByRole("button").first().waitFor();
    await log.evaluate((element) => element.scrollTo({ top: 900 }));
    // Far enough down to be in the page only once the list has followed the scrolling.
    const controls = await log.locator('[aria-posinset="40"] > div > button').getAttribute("aria-controls");
    const read = log.locator(`[aria-controls="${controls}"]`);
    const before = [await shownText(read), (await read.boundingBox())?.y];
    engine.emit({ type: "log", entries: [logEntry(401, Date.now(), { outcome: "answered", content: "brand new" })] });
    const newer = page.getByRole("button", { name: "Show 1 newer message" });
    await newer.waitFor();
    expect([await shownText(read), (await read.boundingBox())?.y]).toEqual(before);
    await newer.click();
    await page.getByText("brand new").waitFor();
  });

  it("hides what was not meant for the bot, and finds text in all that is stored", async () => {
    const { page, engine } = await open(busySnapshot(Date.now()));
    await page
      .getByRole("button", { name: /Answered/ })
      .first()
      .waitFor();
    expect(await page.getByRole("button", { name: /Not addressed/ }).count()).toBe(0);
    await page.getByRole("textbox", { name: /^Search/ }).fill("lay my boots");
    await page.getByText("Nothing matches").waitFor();
    await page.getByRole("textbox", { name: /^Search/ }).fill("do you ever");
    await vi.waitFor(async () => {
      const rows = await page.getByRole("region", { name: "Message log" }).getByRole("listitem").allInnerTexts();
      expect(rows.length).toBeGreaterThan(3);
      expect(rows.every((row) => row.includes("do you ever sleep"))).toBe(true);
    }, soon);
    expect(engine.calls).toContain("log/ids");
  });
});

describe("the failures view", () => {
  it("shows the offending message in full, copies a report, and lets it go once it is resolved", async () => {
    const { page, engine, goTo } = await open(emptySnapshot());
    await goTo("failures");
    await page.getByText("No failures").waitFor();
    const happened = failure(1, Date.now());
    const status = { ...engine.state.status, openFailures: 1 };
    engine.emit({ type: "failures", failures: [happened] }, { failures: [happened] });
    engine.emit({ type: "status", status }, { status });
    const message = await shownText(page.getByRole("region", { name: "Offending message" }));
    expect(message).toContain("about[U+200B] the lighthouse");
    expect(await shownText(page.getByRole("article", { name: "Failure" }))).toMatch(/Main account[\s\S]*Light on the/);
    await page.getByRole("link", { name: /Failures 1 open/ }).waitFor();
    await page.getByRole("button", { name: "Copy as text" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("Quipdeck failure 1");
    await page.getByRole("button", { name: "Mark resolved" }).click();
    await page.getByText("Nothing is open.").waitFor();
    await page.getByRole("switch", { name: "Show resolved ones" }).click();
    await page.getByRole("button", { name: /Resolved/ }).waitFor();
  });
});

describe("the playground", () => {
  it("answers offline with every stage shown, by the understudy alone where that is wanted", async () => {
    const { page, goTo } = await open(busySnapshot(Date.now()));
    await goTo("playground");
    await page.getByRole("switch", { name: "Understudy only" }).click();
    await page.getByRole("textbox", { name: "Your message" }).fill("hi 😀 there");
    await page.keyboard.press("Enter");
    const chat = page.getByRole("log", { name: "Conversation" });
    await chat.getByText("The light is on").waitFor();
    expect(await shownText(chat)).toMatch(/emoji[\s\S]*Understudy[\s\S]*respond\s+1\.2 ms/);
    await goTo("keys");
    await goTo("playground");
    expect(await shownText(chat)).toContain("The light is on");
  });

  it("shows what the sanitizer takes away and why", async () => {
    const { page, goTo } = await open(emptySnapshot());
    await goTo("playground");
    const box = page.getByRole("region", { name: "Sanitizer test box" });
    await box.getByRole("textbox", { name: "Text to try" }).fill("look 😀 <:cat:940000000000000001>");
    await box.getByText("2 pieces went:").waitFor();
    expect(await shownText(box.getByRole("region", { name: "After" }))).toBe("look");
    expect(await shownText(box)).toContain("1 × custom emoji");
  });
});

describe("the connection", () => {
  it("says that it is lost, and mends itself with what happened meanwhile", async () => {
    const { page, engine, server } = await open(busySnapshot(Date.now()));
    await page
      .getByRole("button", { name: /Answered/ })
      .first()
      .waitFor();
    server.breakDown();
    await page.getByText("The connection to Quipdeck is lost").waitFor();
    expect(await page.getByRole("button", { name: "Stop" }).isDisabled()).toBe(true);
    const entry = logEntry(999, Date.now(), { outcome: "answered", content: "said in the dark" });
    engine.emit({ type: "log", entries: [entry] }, { log: [entry, ...engine.state.log] });
    server.mend();
    await page.getByText("said in the dark").waitFor();
    expect(await page.getByText("The connection to Quipdeck is lost").count()).toBe(0);
  });

  it("tells which link to use where its own is no longer valid", async () => {
    const { page, server } = await open(emptySnapshot());
    server.refuse();
    await page.getByText("This link is no longer valid; use the link that Quipdeck printed at its start.").waitFor();
  });

  it("says why the bot failed, with the mend, and starts it again", async () => {
    const state = busySnapshot(Date.now());
    const problem = { code: "discord", message: "Discord refused the bot's token.", mend: "Store a new one." } as const;
    const { page } = await open({ ...state, status: { ...state.status, state: "failed", problem } });
    await page.getByText("Discord refused the bot's token. Store a new one.").waitFor();
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByRole("status").filter({ hasText: "Online" }).waitFor();
    expect(await page.getByRole("button", { name: "Start" }).isDisabled()).toBe(true);
  });
});
