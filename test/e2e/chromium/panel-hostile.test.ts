import { afterEach, beforeEach, expect, it } from "vitest";
import type { ViewName } from "../../../src/renderer/views/views.ts";
import { QuipdeckError } from "../../../src/shared/errors.ts";
import { brokenSnapshot, emptySnapshot, failure, logEntry } from "../../support/panel-data.ts";
import { flawsOf, hostileText, poisonAnswers, poisoned } from "../../support/panel-hostile.ts";
import { type OpenPanel, takeScreenshot } from "../../support/panel-page.ts";
import { panelsInChromium } from "../../support/panels-in-chromium.ts";

const openPanel = panelsInChromium();
const endless = "W".repeat(10_000);
let panel: OpenPanel;
let flaws: string[];
/** What left for anywhere but the panel's own host, and what opened a dialog. */
let escapes: string[];

function hostileState() {
  const now = Date.now();
  const broken = poisoned(brokenSnapshot(now));
  const named = { author: endless, channelName: endless, outcome: "answered", removed: [] } as const;
  const [profile, ...profiles] = broken.settings.profiles;
  const channelPersonas = { "900000000000000010": "gone" };
  return {
    ...broken,
    log: [logEntry(900, now, { ...named, removed: [], content: endless, response: endless }), ...broken.log],
    failures: [failure(90, now, { ...named, cause: "long", summary: endless }), ...broken.failures],
    settings: {
      ...broken.settings,
      profiles: [{ ...profile, moderatorRoleNames: [hostileText], channelPersonas }, ...profiles],
    },
  } as typeof broken;
}

beforeEach(async () => {
  flaws = [];
  escapes = [];
  panel = await openPanel(hostileState(), { width: 1280, height: 800 });
  const { page, engine, server } = panel;
  page.on("dialog", (dialog) => {
    escapes.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(server.url) && !/^(data|blob):/.test(request.url())) escapes.push(request.url());
  });
  page.on("popup", (popup) => escapes.push(`popup ${popup.url()}`));
  poisonAnswers(engine);
  engine.prompt = poisoned([{ role: "user" as const, content: "do you ever sleep" }]);
});

afterEach(() => {
  expect(flaws).toEqual([]);
  expect(escapes).toEqual([]);
  expect(panel.complaints).toEqual([]);
});

async function look(at: string): Promise<void> {
  flaws.push(...(await flawsOf(panel.page)).map((flaw) => `${at}: ${flaw}`));
}

async function goAndLook(view: ViewName): Promise<void> {
  await panel.goTo(view);
  await look(view);
}

const press = (name: string | RegExp) =>
  panel.page.getByRole("button", { name }).filter({ visible: true }).first().click();

const clipboard = () => panel.page.evaluate(() => navigator.clipboard.readText());

it("strangers' text is plain text in the log, its filters and its copies", async () => {
  const { page } = panel;
  await goAndLook("live");
  for (const name of [/W{9}/, /Juno/]) {
    await page.getByRole("button", { name }).first().click();
    await look(`open row ${name}`);
    await press("Show the prompt");
    await page.getByRole("list", { name: "Prompt" }).waitFor();
    await look("prompt");
    await press("Copy as text");
    await page.getByRole("button", { name: "Copied" }).waitFor();
    expect(await clipboard()).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    await takeScreenshot(page, `panel-hostile-live-${name.source.slice(0, 1)}`);
    await page.getByRole("button", { name }).first().click();
  }
  await page.getByRole("button", { name: /Juno/ }).first().click();
  for (const only of [/^Only #/, /^Only Juno/, /^Only key/]) await press(only);
  await page.getByRole("group", { name: "Active filters" }).getByRole("button").nth(2).waitFor();
  await look("active filters");
  await press("Reset");
  await page.getByRole("textbox", { name: /^Search/ }).fill("evil");
  await page.locator("mark.found").first().waitFor();
  await look("found");
  await press("Filters");
  await page.getByRole("dialog", { name: "Filters" }).waitFor();
  for (const name of ["Channel", "Member", "Answered with the key"]) {
    await page.getByRole("combobox", { name }).click();
    await page.getByRole("option").first().waitFor();
    await look(`choices of ${name}`);
    await page.getByRole("option").first().click();
  }
  await look("chosen filters");
  await takeScreenshot(page, "panel-hostile-filters");
});

it("strangers' text is plain text under failures", async () => {
  const { page } = panel;
  await goAndLook("failures");
  for (const cause of await page.getByRole("list", { name: "Causes" }).getByRole("button").all()) {
    await cause.click();
    await page.getByRole("article", { name: "Failure" }).getByText("Cause").waitFor();
    await look("cause");
  }
  await takeScreenshot(page, "panel-hostile-failures");
  await page.getByRole("link", { name: "Try again offline" }).click();
  await page.getByText("The message of").filter({ visible: true }).waitFor();
  await look("retried failure");
});

it("a model's text is plain text in the playground", async () => {
  const { page } = panel;
  await goAndLook("playground");
  await press("Compare with another");
  await look("guise");
  await page.getByRole("combobox", { name: "Persona" }).filter({ visible: true }).last().click();
  await page.getByRole("option", { name: /^Pip/ }).click();
  await look("chosen persona");
  await page.getByRole("textbox", { name: "Your message" }).filter({ visible: true }).fill(hostileText);
  await press(/^Ask all/);
  await page
    .getByText(/^What the model was sent|Understudy/)
    .filter({ visible: true })
    .first()
    .waitFor();
  await look("answers");
  await takeScreenshot(page, "panel-hostile-playground");
  await page.getByRole("tab", { name: "Sanitizer" }).click();
  await page.getByRole("textbox", { name: "Text to try" }).fill(`${hostileText} 😀 ${hostileText}`);
  await page.getByText(/piece.* went:/).waitFor();
  await look("sanitizer");
});

it("labels, names and a service's words are plain text among keys and quotas", async () => {
  const { page, engine } = panel;
  await goAndLook("keys");
  await press("Test with a real call");
  await press("Compare accounts");
  await page.getByText("No other key here is of its account.").waitFor();
  await press(/^Remove/);
  await page.getByRole("dialog", { name: "Remove this key?" }).waitFor();
  await look("key to remove");
  await press("Keep");
  await takeScreenshot(page, "panel-hostile-keys");
  await goAndLook("quota");
  await page.locator(".recharts-surface").first().waitFor();
  for (const table of await page.getByText("As a table").filter({ visible: true }).all()) await table.click();
  await press(/^Rehearse$/);
  await expect.poll(() => engine.state.rehearsal?.state).toBe("running");
  engine.finishRehearsal();
  await page.getByText("The keys hold 62 of 100").waitFor();
  await look("quota");
  await takeScreenshot(page, "panel-hostile-quota");
});

it("names and cards are plain text in the setup guide, the settings, and above them", async () => {
  const { page, engine, goTo } = panel;
  await goAndLook("setup");
  for (const step of [1, 2, 3, 5, 6, 7]) {
    await press(new RegExp(`^${step}\\. `));
    const check = page
      .getByRole("main")
      .filter({ visible: true })
      .getByRole("button", { name: /^(Check|Say|Look)/ })
      .first();
    if ((await check.count()) > 0) await check.click();
    await look(`step ${step}`);
  }
  await goTo("settings");
  for (const tab of await page.getByRole("tablist", { name: "Sections" }).getByRole("tab").all()) {
    await tab.click();
    await look(`settings ${await tab.textContent()}`);
  }
  await page.getByRole("tab", { name: "Discord" }).click();
  await press("Run the checks");
  await page.getByText("Discord knows it as").first().waitFor();
  await press("Make the invite link");
  await look("checks");
  await takeScreenshot(page, "panel-hostile-settings");
  await page.getByRole("tab", { name: "Persona" }).click();
  await press("Read the folder again");
  await press(/^Copy Marlow/);
  await page.getByRole("heading", { name: "A new persona" }).waitFor();
  await look("persona editor");
  await press("Notices");
  await look("notices");
  await press("Notices");
  await press(/need.? you$/);
  await look("needs");
  engine.emit({
    type: "notice",
    notice: poisoned({ id: Date.now(), at: Date.now(), kind: "general", level: "error", text: "News" }),
  });
  engine.refusals.set("bot/start", new QuipdeckError("discord", hostileText, hostileText));
  await press("Start");
  await page.getByText("That did not work").waitFor();
  await look("toasts");
  await takeScreenshot(page, "panel-hostile-toasts");
});

it("a switch of profiles is told in plain text", async () => {
  const { engine } = panel;
  const { settings: plain, secretProtection, profilesWithToken } = emptySnapshot();
  // Short enough to be a name, so that the switch is not refused.
  const profiles = plain.profiles.map((profile, place) => ({ ...profile, name: `${place}\u202E\u{E0041}` }));
  const settings = { ...plain, profiles };
  engine.emit({ type: "settings", settings, profilesWithToken, secretProtection }, { settings });
  await press(/^Profile /);
  await panel.page.getByRole("button", { name: "Undo" }).waitFor();
  await look("profile switch");
});
