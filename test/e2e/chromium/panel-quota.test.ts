import { readFileSync } from "node:fs";
import type { Locator } from "playwright-core";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Snapshot } from "../../../src/shared/contract.ts";
import { QuipdeckError } from "../../../src/shared/errors.ts";
import { busySnapshot, emptySnapshot } from "../../support/panel-data.ts";
import { type OpenPanel, shownText } from "../../support/panel-page.ts";
import { panelsInChromium } from "../../support/panels-in-chromium.ts";

const openPanel = panelsInChromium();
let panel: OpenPanel;

afterEach(() => expect(panel.complaints).toEqual([]));

async function open(state: Snapshot): Promise<OpenPanel> {
  panel = await openPanel(state);
  await panel.goTo("quota");
  return panel;
}

const card = (name: string): Locator => panel.page.getByRole("region", { name, exact: true });
const useByHour = () => card("Use by hour");
const month = () => card("This month, and how far it reaches");
const rehearsal = () => card("Rehearsal");

/** The rows of the table below a picture, as texts of their cells. */
async function tableOf(figure: Locator): Promise<string[][]> {
  await figure.getByText("Show as a table").click();
  await figure.getByRole("table").waitFor();
  const rows = await figure.getByRole("table").getByRole("row").all();
  return Promise.all(rows.map((row) => row.locator("th, td").allInnerTexts()));
}

async function saved(press: () => Promise<void>): Promise<{ name: string; content: Buffer }> {
  const [download] = await Promise.all([panel.page.waitForEvent("download"), press()]);
  return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
}

describe("the use by hour", () => {
  it("is drawn as bars with the limit as a line and the switches as numbered marks", async () => {
    const { page } = await open(busySnapshot(Date.now()));
    await useByHour().locator(".recharts-bar-rectangle").first().waitFor();
    expect(await useByHour().locator(".limit-line").count()).toBe(0);
    await useByHour().getByText('No hourly limit is drawn: "Main account" has none in requests.').waitFor();
    const marks = useByHour()
      .getByRole("region", { name: /^Marks/ })
      .getByRole("listitem");
    expect(await marks.allInnerTexts()).toEqual([
      expect.stringMatching(/^1\s.*Switch of keys\. "Main account" rests; "Club account" answers\.$/s),
      expect.stringMatching(/^2\s.*No key left\./s),
      expect.stringMatching(/^3\s.*Return of a key\./s),
    ]);
    await useByHour().getByRole("combobox", { name: "Key" }).click();
    await page.getByRole("option", { name: "Club account" }).click();
    await useByHour().getByText("The hourly limit, 300").waitFor();
    expect(await useByHour().locator(".limit-line").count()).toBe(1);
    expect(await useByHour().locator(".flag").count()).toBeGreaterThan(0);
  });

  it("says the same as a table, in the unit that is chosen, with UTC beside the reader's time", async () => {
    const { engine } = await open(busySnapshot(Date.now()));
    await useByHour().getByText("characters", { exact: true }).click();
    const rows = await tableOf(useByHour());
    expect(rows[0]).toEqual(["Hour", "UTC", "Main account", "Club account", "All keys", "Marks"]);
    const usage = await engine.dispatch("quota/usage", { hours: 24 });
    if (!usage.ok) throw new Error("refused");
    const sums = (usage.value as { hour: number; usage: { characters: number } }[]).reduce(
      (sum, { usage: { characters } }) => sum + characters,
      0,
    );
    const shown = rows.slice(1).reduce((sum, cells) => sum + Number(cells[4]?.replaceAll(",", "")), 0);
    expect([rows.length, shown]).toEqual([25, sums]);
    await useByHour().getByText("7 days").click();
    await vi.waitFor(async () => expect(await useByHour().getByRole("row").count()).toBe(169));
  });

  it("is saved as CSV, with units, UTC times and the switches", async () => {
    await open(busySnapshot(Date.now()));
    const { name, content } = await saved(() =>
      useByHour()
        .getByRole("button", { name: /Save as CSV/ })
        .click(),
    );
    const lines = content.toString("utf8").split("\r\n");
    expect(name).toMatch(/^quipdeck-requests-by-hour-\d{4}-\d\d-\d\d\.csv$/);
    expect(lines[0]).toBe("Hour (UTC),Main account (requests),Club account (requests),All keys (requests),Marks");
    expect(lines[1]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:00:00\.000Z,\d+,\d+,\d+,/);
    expect(lines).toHaveLength(26);
    expect(content.toString("utf8")).toMatch(
      /"\d{4}-\d\d-\d\dT[\d:.]+Z ""Main account"" rests; ""Club account"" answers\./,
    );
  });

  it("is saved as a picture of twice the size, in the colours of the panel", async () => {
    await open(busySnapshot(Date.now()));
    await useByHour().locator(".recharts-bar-rectangle").first().waitFor();
    const { name, content } = await saved(() =>
      useByHour()
        .getByRole("button", { name: /Save as PNG/ })
        .click(),
    );
    expect(name).toMatch(/\.png$/);
    expect(content.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
    const chart = await useByHour().locator(".recharts-surface").first().boundingBox();
    expect(content.readUInt32BE(16)).toBe(2 * Math.ceil((chart?.width ?? 0) + 24));
    const colors = await colorsOf(content);
    // White ground, the first key's bars, and the warning tone of a mark.
    for (const color of ["255,255,255", "66,99,235", "191,34,34"]) expect(colors[color] ?? 0).toBeGreaterThan(20);
  });

  it("shows that a question was refused, and draws nothing", async () => {
    panel = await openPanel(emptySnapshot());
    const refusal = new QuipdeckError("storage", "The ledger cannot be read.", "Restart Quipdeck.");
    panel.engine.refusals.set("quota/usage", refusal);
    await panel.goTo("quota");
    await useByHour().getByText("The ledger cannot be read. Restart Quipdeck.").waitFor();
    expect(await useByHour().getByRole("figure").count()).toBe(0);
  });
});

/** How many pixels of a PNG have each colour, as the browser reads it. */
function colorsOf(png: Buffer): Promise<Record<string, number>> {
  return panel.page.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [image.width, image.height];
      const pen = canvas.getContext("2d");
      pen?.drawImage(image, 0, 0);
      const { data } = pen?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
      const counts: Record<string, number> = {};
      for (let place = 0; place < data.length; place += 4) {
        const color = `${data[place]},${data[place + 1]},${data[place + 2]}`;
        counts[color] = (counts[color] ?? 0) + 1;
      }
      return counts;
    },
    `data:image/png;base64,${png.toString("base64")}`,
  );
}

describe("the month", () => {
  it("says when each key runs out, in words and as times with a band", async () => {
    await open(busySnapshot(Date.now()));
    const table = month().getByRole("table", { name: "When the keys run out" });
    await table.waitFor();
    const texts = await Promise.all((await table.getByRole("row").all()).map(shownText));
    expect(texts[1]).toMatch(/Main account\s+Used up\s+Runs out between .+ and .+, likely/);
    expect(texts[2]).toMatch(/Club account\s+Runs out between .+, likely .+\s+No limit/);
    expect(texts[3]).toMatch(/Too little data\s+Holds if busier, from/);
    expect(texts.at(-1)).toMatch(/^All keys/);
  });

  it("draws the running sum, the band ahead of it and the limit of all keys", async () => {
    const state = busySnapshot(Date.now());
    const keys = state.keys.map((key) => ({
      ...key,
      limits: [{ window: "month", unit: "requests", amount: 6000 } as const],
    }));
    await open({ ...state, keys });
    await month().getByText("The monthly limit of 2 keys, 12,000").waitFor();
    await month().locator(".recharts-area-area").waitFor();
    expect(await month().locator(".limit-line").count()).toBe(1);
    const rows = await tableOf(month().getByRole("figure"));
    expect(rows[0]).toEqual(["Until", "UTC", "Used", "Expected at least", "Expected", "Expected at most", "Limit"]);
    expect(rows[1]?.slice(2)).toEqual(["0", "–", "–", "–", "12,000"]);
  });

  it("says what is missing where too little is known, and draws nothing", async () => {
    await open(emptySnapshot());
    await month().getByText("There was no request in the last seven days.").waitFor();
    expect(await month().getByRole("figure").count()).toBe(0);
  });
});

describe("a rehearsal", () => {
  const start = () => rehearsal().getByRole("button", { name: "Rehearse", exact: true });
  const progress = () => rehearsal().getByRole("progressbar", { name: "Progress of the rehearsal" });
  const cancel = () => rehearsal().getByRole("button", { name: "Cancel" });

  it("is started, shows its progress, is cancelled, and started anew shows its result and the what-ifs", async () => {
    const { engine } = await open(busySnapshot(Date.now()));
    await start().click();
    await cancel().waitFor();
    engine.advanceRehearsal(0.43);
    await rehearsal().getByText("43 %").waitFor();
    expect(await progress().getAttribute("aria-valuenow")).toBe("43");
    expect(await start().isDisabled()).toBe(true);
    await cancel().click();
    await rehearsal().getByText("Cancelled at 43 %.").waitFor();
    await start().click();
    await cancel().waitFor();
    engine.finishRehearsal();
    await rehearsal().getByText("The keys hold 62 of 100 messages").waitFor();
    const ends = rehearsal().getByRole("table", { name: "How the messages end" });
    expect(await shownText(ends)).toMatch(/Answered\s+62 % \(60 % to 64 %\)\s+310 \(291 to 329\)/);
    expect(await shownText(rehearsal().getByRole("table", { name: "What if" }))).toMatch(/94 %\s+\+32 points, better/);
    await rehearsal().locator(".recharts-bar-rectangle").first().waitFor();
    for (const place of [0, 1]) {
      const bar = await rehearsal().locator(".recharts-bar-rectangle path").nth(place).boundingBox();
      const band = await rehearsal()
        .locator(".hour-band rect")
        .nth(18 + place)
        .boundingBox();
      if (!bar || !band) throw new Error("a busy hour is not drawn");
      expect([band.x <= bar.x, band.x + band.width >= bar.x + bar.width]).toEqual([true, true]);
    }
    const rows = await tableOf(rehearsal().getByRole("figure"));
    expect(rows[19]?.slice(1, 7)).toEqual(["212.5", "250", "287.5", "235", "250", "265"]);
  });

  it("takes its figures from the fields and says beside a field what is wrong with it", async () => {
    const { page, engine } = await open(emptySnapshot());
    const members = rehearsal().getByRole("textbox", { name: "Members of the server" });
    await members.fill("-5");
    await rehearsal().getByText("Must not be negative.").waitFor();
    await rehearsal().getByRole("textbox", { name: "Of them online on a day" }).fill("120");
    await rehearsal().getByText("Must be from 0 to 100 %.").waitFor();
    expect(await start().isDisabled()).toBe(true);
    await members.fill("200");
    await rehearsal().getByRole("textbox", { name: "Of them online on a day" }).fill("50");
    await rehearsal().getByRole("combobox", { name: "Limits of each key" }).click();
    await page.getByRole("option", { name: "Hugging Face PRO" }).click();
    await rehearsal()
      .getByText(/20,000,000 tokens a month\. As of .*Check yours/)
      .waitFor();
    await rehearsal().getByRole("button", { name: "Add a rush" }).click();
    await start().click();
    await cancel().waitFor();
    expect(engine.state.rehearsal?.request.scenario).toMatchObject({
      members: 200,
      onlineShare: 0.5,
      limits: [{ window: "month", unit: "tokens", amount: 20_000_000 }],
      bursts: [{ startHour: 18, minutes: 10, messages: 100 }],
    });
  });

  it("takes a comma for a decimal point, and an emptied field for what it stands for", async () => {
    const { engine } = await open(emptySnapshot());
    const lines = rehearsal().getByRole("textbox", { name: "Lines each writes a day" });
    await lines.clear();
    await lines.pressSequentially("1,5");
    await rehearsal().getByText("Finer points").click();
    const added = rehearsal().getByRole("textbox", { name: "Characters added to each" });
    await added.fill("500");
    await rehearsal().getByText("Counted is each message with 500 characters added.").waitFor();
    await added.clear();
    await rehearsal().getByText("Counted is each message with persona, memory and answer.").waitFor();
    await rehearsal().getByRole("combobox", { name: "The bot answers" }).click();
    await panel.page.getByRole("option", { name: "Mentions only" }).click();
    await start().click();
    await cancel().waitFor();
    expect(engine.state.rehearsal?.request.scenario).toMatchObject({
      ...{ lines: 1.5, overheadCharacters: null, bot: { mentionOnly: true } },
    });
  });

  it("takes over what was estimated", async () => {
    const { page } = await open(emptySnapshot());
    await card("Estimate").getByRole("textbox", { name: "Members of the server" }).fill("321");
    await page.getByRole("button", { name: "Rehearse this" }).click();
    const members = rehearsal().getByRole("textbox", { name: "Members of the server" });
    await vi.waitFor(async () => expect(await members.inputValue()).toBe("321"));
    await rehearsal()
      .getByText(/Each key: 10,000 characters an hour and 30,000 characters a month\..* by its own words alone/)
      .waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("rehearsal-title");
  });

  it("shows why a start is refused, and what made one fail", async () => {
    const { engine } = await open(emptySnapshot());
    const refusal = new QuipdeckError(
      "invalid-input",
      "This would be 1,000,000,000 messages.",
      "Take fewer runs or days.",
    );
    engine.refusals.set("rehearsal/start", refusal);
    await start().click();
    await rehearsal().getByText("This would be 1,000,000,000 messages. Take fewer runs or days.").waitFor();
    engine.refusals.clear();
    await start().click();
    await cancel().waitFor();
    const failed = { code: "internal", message: "The rehearsal has stopped.", mend: "Start it anew." } as const;
    engine.failRehearsal(failed);
    await rehearsal().getByText("The rehearsal has stopped. Start it anew.").waitFor();
    expect(await progress().count()).toBe(0);
  });

  it("begins with a preset, goes to a file and comes back from it", async () => {
    const { page } = await open(emptySnapshot());
    await rehearsal().getByRole("button", { name: "Begin with" }).click();
    await page.getByRole("menuitem", { name: /A quiet server/ }).click();
    const members = rehearsal().getByRole("textbox", { name: "Members of the server" });
    await vi.waitFor(async () => expect(await members.inputValue()).toBe("120"));
    const { name, content } = await saved(() => rehearsal().getByRole("button", { name: "Save as a file" }).click());
    expect(name).toBe("a-quiet-server.scenario.json");
    await members.fill("7");
    await rehearsal()
      .locator('input[type="file"]')
      .setInputFiles({ name, mimeType: "application/json", buffer: content });
    await vi.waitFor(async () => expect(await members.inputValue()).toBe("120"));
    const broken = { name: "broken.json", mimeType: "application/json", buffer: Buffer.from('{"members": -1}') };
    await rehearsal().locator('input[type="file"]').setInputFiles(broken);
    await rehearsal().getByText("Broken.json is no possible scenario: members: must not be negative.").waitFor();
    expect(await members.inputValue()).toBe("120");
  });

  it("is laid over the real hours", async () => {
    const { engine } = await open(busySnapshot(Date.now()));
    await start().click();
    await cancel().waitFor();
    engine.finishRehearsal();
    await useByHour().getByRole("switch", { name: "Lay the rehearsal over it" }).click();
    await useByHour().getByText("Rehearsed: Your server").waitFor();
    const rows = await tableOf(useByHour());
    expect(rows[0]?.slice(5, 8)).toEqual(["Planned, 2.5 % of runs below", "Planned", "Planned, 2.5 % of runs above"]);
    const evening = rows.filter(([, utc]) => utc?.endsWith("18:00"));
    expect(evening.map((cells) => cells.slice(5, 8))).toEqual([["235", "250", "265"]]);
  });

  it("can be gone through by keyboard alone", async () => {
    const { page, engine } = await open(busySnapshot(Date.now()));
    await rehearsal().getByRole("textbox", { name: "Keys" }).focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("2");
    await start().focus();
    await page.keyboard.press("Enter");
    await cancel().waitFor();
    expect(engine.state.rehearsal?.request.scenario.keys).toBe(2);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await rehearsal()
      .getByText(/^Cancelled/)
      .waitFor();
    await useByHour().getByText("Show as a table").focus();
    await page.keyboard.press("Enter");
    await useByHour().getByRole("table").waitFor();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toMatch(/^Table: Requests/);
  });
});
