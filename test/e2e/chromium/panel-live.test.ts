import { readFileSync } from "node:fs";
import type { Download } from "playwright-core";
import { describe, expect, it, vi } from "vitest";
import type { Snapshot } from "../../../src/shared/contract.ts";
import { busySnapshot, logEntry } from "../../support/panel-data.ts";
import { type OpenPanel, setHidden, shownText, takeScreenshot } from "../../support/panel-page.ts";
import { panelsInChromium } from "../../support/panels-in-chromium.ts";

const openPanel = panelsInChromium();
let panel: OpenPanel;

async function open(state: Snapshot): Promise<OpenPanel> {
  panel = await openPanel(state);
  return panel;
}

/** So many answered messages, a second apart. */
function longLog(count: number): Snapshot {
  const now = Date.now();
  const log = Array.from({ length: count }, (_, index) =>
    logEntry(count - index, now - index * 1000, { outcome: "answered" }),
  );
  return { ...busySnapshot(now), log };
}

const log = () => panel.page.getByRole("region", { name: "Message log" });
const line = (id: number) => panel.page.locator(`#log-line-${id}`);

describe("a log of ten thousand messages", () => {
  /** The panel is handed only the newest of them. */
  async function openLong() {
    const state = longLog(10_000);
    const opened = await open({ ...state, log: state.log.slice(0, 200) });
    opened.engine.state = { ...opened.engine.state, log: state.log };
    await opened.page.reload();
    await opened.page.getByText("10,000 messages", { exact: true }).waitFor();
    return opened;
  }

  it("can be scrolled to its oldest message, which is read as it comes into sight", async () => {
    const { page } = await openLong();
    await log().evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
    await line(1).waitFor();
    expect(await log().getByRole("listitem").count()).toBeLessThan(60);
    await page.getByText("held while you read").waitFor();
  });

  it("is gone through with the arrow keys, Home and End", async () => {
    const { page } = await openLong();
    await line(10_000).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const focused = () => page.evaluate(() => document.activeElement?.id);
    await vi.waitFor(async () => expect(await focused()).toBe("log-line-9998"));
    await page.keyboard.press("End");
    await vi.waitFor(async () => expect(await focused()).toBe("log-line-1"), { timeout: 5000 });
    await page.keyboard.press("Home");
    await vi.waitFor(async () => expect(await focused()).toBe("log-line-10000"), { timeout: 5000 });
  });
});

describe("reading while messages pour in", () => {
  it("can be paused and followed again", async () => {
    const { page, engine } = await open(longLog(300));
    await page.getByRole("button", { name: "Pause" }).click();
    const entries = [301, 302, 303].map((id) => logEntry(id, Date.now(), { outcome: "answered" }));
    engine.emit({ type: "log", entries }, { log: [...entries.toReversed(), ...engine.state.log] });
    await page.getByText("paused, 3 new").waitFor();
    expect(await line(303).count()).toBe(0);
    await page.getByRole("button", { name: "Follow" }).click();
    await line(303).waitFor();
    await page.getByText("following").waitFor();
  });
});

it("shows nothing any more of a member who is forgotten while the log is open", async () => {
  const now = Date.now();
  const entries = [1, 2, 3].map((id) =>
    logEntry(id, now, { outcome: "answered", authorId: id === 2 ? "500000000000000002" : "500000000000000001" }),
  );
  const { page, engine } = await open({ ...busySnapshot(now), log: entries.toReversed() });
  await line(3).click();
  await page.getByText("held while you read").waitFor();
  await engine.dispatch("log/forget-member", { authorId: "500000000000000001" });
  await page.getByText("1 message", { exact: true }).waitFor();
  expect(await Promise.all([1, 2, 3].map((id) => line(id).count()))).toEqual([0, 1, 0]);
});

describe("filters of the log", () => {
  it("are channel, member and key out of the log, and each can be taken away again", async () => {
    const { page } = await open(busySnapshot(Date.now()));
    await page.getByRole("button", { name: "Filters" }).click();
    const filters = page.getByRole("dialog", { name: "Filters" });
    await filters.getByRole("combobox", { name: "Member" }).click();
    await filters.getByRole("option", { name: "kit" }).click();
    await filters.getByRole("button", { name: "Hour" }).click();
    await page.keyboard.press("Escape");
    await vi.waitFor(async () => {
      const rows = await log().getByRole("listitem").allInnerTexts();
      expect(rows.length).toBeGreaterThan(3);
      expect(rows.every((row) => row.includes("kit"))).toBe(true);
    });
    await page.getByRole("button", { name: "Remove the filter by kit" }).click();
    await log().getByRole("button", { name: /mika/ }).first().waitFor();
  });

  it("come from an open row too, and what was searched for is marked", async () => {
    const { page } = await open(busySnapshot(Date.now()));
    await page.getByRole("textbox", { name: /^Search/ }).fill("tonight");
    await expect.poll(() => log().locator("mark.found").first().textContent()).toBe("tonight");
    const row = log()
      .getByRole("button", { name: /Answered/ })
      .first();
    await row.click();
    await page.getByRole("button", { name: /^Only/ }).nth(1).click();
    await page.getByRole("button", { name: /^Remove the filter by/ }).waitFor();
    await takeScreenshot(page, "panel-live-found");
  });
});

describe("an open message", () => {
  it("leads to Discord, shows its prompt, and can be copied", async () => {
    const { page, engine } = await open(busySnapshot(Date.now()));
    engine.prompt = [
      { role: "system", content: "You are Marlow." },
      { role: "user", content: "do you ever\u202E sleep" },
    ];
    await log()
      .getByRole("button", { name: /Answered/ })
      .first()
      .click();
    const link = page.getByRole("link", { name: /Open in Discord/ });
    expect(await link.getAttribute("href")).toMatch(/^https:\/\/discord\.com\/channels\/\d+\/\d+\/\d+$/);
    expect(await link.getAttribute("rel")).toBe("noreferrer");
    await page.getByRole("button", { name: "Show the prompt" }).click();
    expect(await shownText(page.getByRole("list", { name: "Prompt" }))).toMatch(
      /System\s+You are Marlow\.[\s\S]*\[U\+202E\]/,
    );
    await takeScreenshot(page, "panel-live-prompt");
    await page.getByRole("button", { name: "Copy as text" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("Answer by model");
  });

  it("leads to where each part of its answer stands, in the question's channel where nobody noted it", async () => {
    const now = Date.now();
    const parts = { outcome: "answered" as const, replyIds: ["11", "12"] };
    const entries = [
      logEntry(2, now, {
        ...parts,
        content: "into a thread",
        replyChannelIds: ["910000000000000002", "900000000000000010"],
      }),
      logEntry(1, now, { ...parts, content: "long ago", replyChannelIds: null }),
    ];
    const { page } = await open({ ...busySnapshot(now), log: entries });
    const placesOf = async (content: string) => {
      await log().getByRole("button", { name: content }).click();
      const links = await page.getByRole("link", { name: /^part \d of 2/ }).all();
      const places = await Promise.all(
        links.map(async (link) => (await link.getAttribute("href"))?.split("/").slice(-2)),
      );
      await log().getByRole("button", { name: content }).click();
      return places;
    };
    expect(await placesOf("into a thread")).toEqual([
      ["910000000000000002", "11"],
      ["900000000000000010", "12"],
    ]);
    expect(await placesOf("long ago")).toEqual([
      ["900000000000000010", "11"],
      ["900000000000000010", "12"],
    ]);
  });

  it.each([
    ["a slash command", { outcome: "command", content: "/quip stop", isSlashCommand: true }],
    ["a deleted question", { outcome: "question-gone", content: "never mind" }],
  ] as const)("that is %s leads to its channel, for there is no message to jump to", async (_what, change) => {
    const now = Date.now();
    const { page } = await open({ ...busySnapshot(now), log: [logEntry(1, now, change)] });
    await log().getByRole("button", { name: change.content }).click();
    const link = page.getByRole("link", { name: /^Open the channel/ });
    expect(await link.getAttribute("href")).toMatch(/^https:\/\/discord\.com\/channels\/\d+\/900000000000000010$/);
    expect(await page.getByRole("link", { name: /Open in Discord/ }).count()).toBe(0);
    await takeScreenshot(page, `panel-live-${change.outcome}`);
  });

  it("says so where its prompt is no longer kept", async () => {
    const { page } = await open(busySnapshot(Date.now()));
    await log()
      .getByRole("button", { name: /Answered/ })
      .first()
      .click();
    await page.getByRole("button", { name: "Show the prompt" }).click();
    await page.getByText("The prompt is no longer kept").waitFor();
  });
});

describe("the export", () => {
  async function save(choose: string[]): Promise<{ name: string; text: string }> {
    const { page } = panel;
    await page.getByRole("button", { name: "Export" }).click();
    const dialog = page.getByRole("dialog", { name: "Export" });
    for (const label of choose) await dialog.getByText(label, { exact: true }).click();
    const downloads = page.waitForEvent("download");
    await dialog.getByRole("button", { name: /^Save/ }).click();
    const download: Download = await downloads;
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
  }

  it("holds everything under the filter as JSON Lines", async () => {
    await open(longLog(1500));
    const { name, text } = await save([]);
    expect(name).toMatch(/^quipdeck-log-\d{4}-\d\d-\d\d\.jsonl$/);
    const lines = text.trimEnd().split("\n");
    expect(lines).toHaveLength(1500);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ id: 1500, outcome: "answered" });
  });

  it("leaves out names where that is wanted, as CSV", async () => {
    await open(longLog(5));
    const { text } = await save(["CSV", "Leave out names"]);
    expect(text.split("\r\n")).toHaveLength(7);
    expect(text).not.toMatch(/oldbean|\d{17}/);
  });
});

describe("the status strip", () => {
  const strip = () => panel.page.getByRole("region", { name: "Status" });

  it("tells where, which key and until when, how fast, what waits, what failed and what needs the owner", async () => {
    const { page } = await open(busySnapshot(Date.now()));
    const text = await shownText(strip());
    expect(text).toMatch(/1 server[\s\S]*Club account[\s\S]*until[\s\S]*840 ms[\s\S]*2 waiting/);
    await strip()
      .getByRole("img", { name: /messages in the last 30 minutes/ })
      .waitFor();
    await strip().getByRole("button", { name: "2 things need you" }).click();
    await page.getByRole("link", { name: /Look at 3 open failures/ }).click();
    await page.getByRole("heading", { level: 1, name: "Failures" }).waitFor();
  });

  it("guesses nothing while the connection is lost", async () => {
    const { server } = await open(busySnapshot(Date.now()));
    server.breakDown();
    await strip().getByText("Unknown until the connection is back").waitFor();
    expect(await shownText(strip())).not.toMatch(/840 ms|Club account/);
    server.mend();
    await strip().getByText("840 ms").waitFor();
  });
});

describe("a panel that nobody sees", () => {
  it("draws nothing and times nothing, and shows what came meanwhile once it is seen", async () => {
    const { page, engine } = await open(longLog(300));
    await line(300).waitFor();
    await page.getByText("300 messages", { exact: true }).waitFor();
    // React draws the views that keep their state beforehand, whenever it finds time.
    for (const title of ["Playground", "Settings"]) {
      await page.locator("main > h1", { hasText: title }).waitFor({ state: "attached" });
    }
    await setHidden(page, true);
    await page.evaluate(async () => {
      const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      // What was still to be drawn of the time before is drawn.
      await nextFrame();
      await nextFrame();
      const watched = window as unknown as { changes: number; timers: number };
      watched.changes = 0;
      watched.timers = 0;
      new MutationObserver(() => (watched.changes += 1)).observe(document, {
        ...{ attributes: true, childList: true, characterData: true, subtree: true },
      });
      for (const name of ["setTimeout", "setInterval", "requestAnimationFrame"] as const) {
        const original = window[name] as (...args: unknown[]) => number;
        (window as unknown as Record<string, unknown>)[name] = (...args: unknown[]) => {
          watched.timers += 1;
          return original(...args);
        };
      }
    });
    const arrive = (id: number) => {
      const entry = logEntry(id, Date.now(), { outcome: "answered" });
      engine.emit({ type: "log", entries: [entry] }, { log: [entry, ...engine.state.log] });
    };
    for (let id = 301; id <= 1000; id += 1) arrive(id);
    // The answer to a question of its own comes after all of those events.
    await page.evaluate(async () => void (await fetch("/bridge")));
    const counts = () =>
      page.evaluate(() => {
        const { changes, timers } = window as unknown as { changes: number; timers: number };
        return { changes, timers };
      });
    expect(await counts()).toEqual({ changes: 0, timers: 0 });
    await setHidden(page, false);
    await line(1000).waitFor();
    await page.getByText("1,000 messages", { exact: true }).waitFor();
  });
});
