import { describe, expect, it, vi } from "vitest";
import type { Snapshot } from "../../../src/shared/contract.ts";
import { QuipdeckError, sentenceOf } from "../../../src/shared/errors.ts";
import { busySnapshot, colourfulEntry, emptySnapshot, logEntry } from "../../support/panel-data.ts";
import { type OpenPanel, type PanelOptions, shownText, takeScreenshot } from "../../support/panel-page.ts";
import { panelsInChromium } from "../../support/panels-in-chromium.ts";

const openPanel = panelsInChromium();
let panel: OpenPanel;

async function open(state: Snapshot, options: PanelOptions = {}): Promise<OpenPanel> {
  panel = await openPanel(state, options);
  return panel;
}

/** How soon the panel shows what the engine did. */
const soon = { timeout: 5000 };

describe("the live view", () => {
  it("shows a message as it happens, and opens it to its whole way", async () => {
    const { page, engine, goTo } = await open(emptySnapshot());
    await goTo("live");
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

describe("a bot that cannot reach Discord", () => {
  it("says why for as long as it tries again", async () => {
    const state = emptySnapshot();
    const problem = { code: "discord", message: "Discord cannot be reached.", mend: "Check the connection." } as const;
    state.status = { ...state.status, state: "reconnecting", problem };
    const { page, engine } = await open(state);
    const reason = page.getByLabel("Warnings").getByText("Discord cannot be reached. Check the connection.");
    await reason.waitFor();
    engine.emit({ type: "status", status: { ...state.status, state: "online", problem: null } });
    await reason.waitFor({ state: "detached" });
  });
});

describe("a start that is refused", () => {
  it("is told once, though a notice says the same", async () => {
    const { page, engine } = await open(emptySnapshot());
    const refusal = new QuipdeckError("not-configured", "The bot has no token yet.", "Store one.");
    engine.refusals.set("bot/start", refusal);
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByText("That did not work").waitFor();
    const [at, text] = [Date.now(), sentenceOf(refusal)];
    engine.emit({ type: "notice", notice: { id: at, at, kind: "general", level: "error", text } });
    engine.emit({ type: "notice", notice: { id: at + 1, at, kind: "general", level: "info", text: "Later news." } });
    await page.getByText("Later news.", { exact: true }).waitFor();
    expect(await page.getByText(text, { exact: true }).count()).toBe(1);
  });
});

describe("a bot some of whose shards are away", () => {
  it.each([
    { colorScheme: "light", width: 1280, height: 800 },
    { colorScheme: "dark", width: 800, height: 600 },
  ] as const)("is said to be partly there, in the header and in the strip: $width, $colorScheme", async (options) => {
    const state = busySnapshot(Date.now());
    state.status = { ...state.status, state: "reconnecting", guildCount: 1650, shards: { up: 2, count: 3 } };
    const { page } = await open(state, options);
    const strip = page.getByRole("region", { name: "Status" });
    await page.getByRole("banner").getByText("2 of 3 shards", { exact: true }).waitFor();
    expect(await shownText(strip)).toMatch(/1,650 servers.*2 of 3 shards/s);
    await takeScreenshot(page, `panel-shards-away-${options.width}-${options.colorScheme}`);
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
