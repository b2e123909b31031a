import { describe, expect, it, vi } from "vitest";
import type { Snapshot } from "../../../src/shared/contract.ts";
import type { Failure } from "../../../src/shared/models.ts";
import { emptySnapshot, failure } from "../../support/panel-data.ts";
import { type OpenPanel, shownText } from "../../support/panel-page.ts";
import { panelsInChromium } from "../../support/panels-in-chromium.ts";

const openPanel = panelsInChromium();
let panel: OpenPanel;

const soon = { timeout: 5000 };
const now = Date.now();
const minuteMs = 60_000;

/** A panel on its failures view, with these failures stored. */
async function open(failures: Failure[] = []): Promise<OpenPanel> {
  const empty = emptySnapshot();
  const openFailures = failures.filter(({ resolvedAt }) => resolvedAt === null).length;
  const state: Snapshot = { ...empty, failures, status: { ...empty.status, openFailures } };
  panel = await openPanel(state);
  await panel.goTo("failures");
  return panel;
}

/** Something fails while the panel is open. */
function happen(...happened: Failure[]): void {
  const { state } = panel.engine;
  const failures = [...happened, ...state.failures];
  const status = { ...state.status, openFailures: failures.filter(({ resolvedAt }) => resolvedAt === null).length };
  panel.engine.emit({ type: "failures", failures: happened }, { failures });
  panel.engine.emit({ type: "status", status }, { status });
}

describe("the failures view", () => {
  it("shows the offending message in full, and copies a report for a bug tracker", async () => {
    const { page } = await open();
    await page.getByText("No failures").waitFor();
    happen(failure(1, now));
    const message = await shownText(page.getByRole("region", { name: "Offending message" }));
    expect(message).toContain("about[U+200B] the lighthouse");
    expect(await shownText(page.getByRole("article", { name: "Failure" }))).toMatch(/Light on the[\s\S]*Main account/);
    await page.getByRole("link", { name: /Failures 1 open/ }).waitFor();
    await page.getByRole("button", { name: "Copy as report" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("Quipdeck failure 1");
  });

  it("gathers what has one cause, and opens it to each time that it happened", async () => {
    const { page } = await open([
      failure(3, now, { author: "mika", content: "the third" }),
      failure(2, now - minuteMs, { cause: "reply/discord-forbidden", summary: "Discord did not let the bot write." }),
      failure(1, now - 5 * minuteMs, { content: "the first" }),
    ]);
    const causes = page.getByRole("list", { name: "Causes" }).getByRole("button");
    await vi.waitFor(async () => expect(await causes.count()).toBe(2), soon);
    expect(await shownText(causes.first())).toMatch(/no chat answer[\s\S]*Open[\s\S]*2 ×/);
    const times = page.getByRole("region", { name: "Each time" }).getByRole("button");
    await page.getByText("the third").waitFor();
    expect(await times.count()).toBe(2);
    await times.last().focus();
    await page.keyboard.press("Enter");
    await page.getByText("the first", { exact: true }).waitFor();
  });

  it("lets a cause go once it is resolved, and shows it again when it happens again", async () => {
    const { page } = await open([failure(2, now), failure(1, now - minuteMs)]);
    await page.getByRole("button", { name: "Mark all 2 resolved" }).click();
    await page.getByText("Nothing is open.").waitFor();
    await page.getByText("2 failures marked resolved").waitFor();
    happen(failure(3, now + 1000));
    const cause = page.getByRole("list", { name: "Causes" }).getByRole("button");
    await cause.getByText("Came back").waitFor();
    expect(await shownText(page.getByRole("article", { name: "Failure" }))).toContain(
      "happened 1 time, 2 times before it was resolved",
    );
  });

  it("takes a resolution back, and shows the resolved ones on request", async () => {
    const { page, engine } = await open([failure(1, now)]);
    await page.getByRole("button", { name: "Mark resolved" }).click();
    await page.getByText("Nothing is open.").waitFor();
    await page.getByRole("switch", { name: "Show resolved ones" }).click();
    await page.getByRole("button", { name: /Resolved/ }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: /Open/ }).waitFor();
    expect(engine.state.status.openFailures).toBe(1);
  });

  it("opens at the failure that the address names", async () => {
    const { page, server } = await open([
      failure(2, now),
      failure(1, now - minuteMs, { cause: "reply/odd", summary: "An odd one.", content: "the odd one's message" }),
    ]);
    await page.goto(`${server.url}#failures?id=1`);
    await page.getByText("the odd one's message").waitFor();
  });

  it("opens the playground with the very message, which is tried again under its author's name", async () => {
    const { page, engine } = await open([failure(7, now)]);
    await page.getByRole("link", { name: "Try again offline" }).click();
    const message = page.getByRole("textbox", { name: "Your message" });
    await vi.waitFor(
      async () => expect(await message.inputValue()).toBe("marlow write me a haiku about\u200B the lighthouse please"),
      soon,
    );
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("The light is on").waitFor();
    expect(engine.playground.questions).toMatchObject([
      { text: "marlow write me a haiku about\u200B the lighthouse please", author: "tsuki_" },
    ]);
    await page.getByRole("link", { name: "failure 7" }).click();
    await page.getByRole("article", { name: "Failure" }).waitFor();
  });
});

/** A member is forgotten while the panel is open. */
function forget(authorId: string): void {
  const { state } = panel.engine;
  const failures = state.failures.filter((one) => one.authorId !== authorId);
  const forgets = state.forgets + 1;
  panel.engine.emit({ type: "forgotten", authorId, forgets }, { failures, forgets });
}

describe("a member who is forgotten while the panel is open", () => {
  const ann = { authorId: "920000000000000009", author: "Ann", content: "what Ann wrote" } as const;

  it("is gone from the failures that were resolved, too", async () => {
    const { page } = await open([
      failure(2, now, { resolvedAt: now }),
      failure(1, now - minuteMs, { ...ann, resolvedAt: now }),
    ]);
    await page.getByRole("switch", { name: "Show resolved ones" }).click();
    await page.getByRole("row", { name: /Ann/ }).getByRole("button").click();
    await page.getByText("what Ann wrote").waitFor();
    forget(ann.authorId);
    await page.getByText("what Ann wrote").waitFor({ state: "detached" });
    expect(await page.getByText("Ann", { exact: true }).count()).toBe(0);
  });

  it("is gone from the playground that tries their message again", async () => {
    const { page, server } = await open([failure(1, now, ann)]);
    await page.goto(`${server.url}#playground?failure=1`);
    const message = page.getByRole("textbox", { name: "Your message" });
    await vi.waitFor(async () => expect(await message.inputValue()).toBe("what Ann wrote"));
    forget(ann.authorId);
    await vi.waitFor(async () => expect(await message.inputValue()).toBe(""));
    await page.getByText("This failure is no longer stored.").waitFor();
    expect(await page.getByText("Ann", { exact: true }).count()).toBe(0);
  });
});
