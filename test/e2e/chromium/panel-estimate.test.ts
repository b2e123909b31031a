import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../../src/shared/contract.ts";
import { busySnapshot, emptySnapshot } from "../../support/panel-data.ts";
import { type OpenPanel, shownText } from "../../support/panel-page.ts";
import { panelsInChromium } from "../../support/panels-in-chromium.ts";
import { trafficProfile } from "../../support/traffic-samples.ts";

const openPanel = panelsInChromium();
let panel: OpenPanel;

/** Opens the quota view, and finds the estimate in it. */
async function openEstimate(state: Snapshot = emptySnapshot()) {
  panel = await openPanel(state);
  await panel.goTo("quota");
  const card = panel.page.getByRole("region", { name: "Estimate" });
  const field = (name: string) => card.getByRole("textbox", { name, exact: true });
  const choose = async (name: string, option: RegExp) => {
    await card.getByRole("combobox", { name }).click();
    await panel.page.getByRole("option", { name: option }).click();
  };
  return { ...panel, card, field, choose };
}

describe("the estimate", () => {
  it("begins with the story, and answers as the inputs are typed", async () => {
    const { card, field } = await openEstimate();
    await card.getByText(/^Holds the hour, runs dry on the 2nd day of the month; 17 keys/).waitFor();
    expect(await shownText(card.getByRole("table"))).toMatch(
      /Hour\s+250\s+300\s+Fits\s+Month\s+15,000\s+900\s+Exceeds/,
    );
    await field("Within so many hours").fill("4");
    await card.getByRole("cell", { name: "125", exact: true }).waitFor();
  });

  it.each([
    ["Members of the server", "-1", "Must not be negative."],
    ["Of those talk to the bot", "150", "Must be from 0 to 100 %."],
    ["Within so many hours", "0", "Must be more than 0."],
    ["Amount", "0", "Must be at least 1."],
    ["Keys", "", "Give a number."],
  ])("says beside the field what is wrong with it: %s of %j", async (name, value, issue) => {
    const { card, field } = await openEstimate();
    await field(name).first().fill(value);
    await card.getByText(issue).waitFor();
    await card.getByText("Correct the marked fields").waitFor();
    expect(await card.getByRole("table").count()).toBe(0);
  });

  it("begins with another server where one is chosen, and with one's own once a figure is changed", async () => {
    const { card, field, choose } = await openEstimate();
    await choose("Server", /streamer/);
    await card.getByText(/500 of them watch/).waitFor();
    await card.getByRole("cell", { name: "10,800", exact: true }).waitFor();
    expect(await field("Of those talk to the bot").inputValue()).toBe("30 %");
    await field("Days a month").fill("3");
    await card.getByRole("cell", { name: "2,700", exact: true }).waitFor();
    expect(await card.getByRole("combobox", { name: "Server" }).inputValue()).toBe("");
  });

  it("takes a plan's limits, with the time of which they are known, and the owner's own in any unit", async () => {
    const { card, choose } = await openEstimate();
    await choose("Plan", /PRO/);
    await card.getByText(/^As of 2026-11\..*Check yours/).waitFor();
    await card.getByText(/^Holds the month/).waitFor();
    await choose("Plan", /of your own/);
    await card.getByText(/^Nothing limits this key/).waitFor();
    expect(await card.getByRole("table").count()).toBe(0);
    await card.getByRole("button", { name: "Add a limit" }).click();
    const limit = card.getByRole("group", { name: "Limit 1" });
    await limit.getByRole("textbox", { name: "Amount" }).fill("200");
    await limit.getByRole("combobox", { name: "Window" }).click();
    await panel.page.getByRole("option", { name: "in a day" }).click();
    await card.getByText(/^Runs dry after 48 minutes of each day's traffic; 3 keys/).waitFor();
    expect(await shownText(card.getByRole("table"))).toMatch(/Day\s+500\s+200\s+Exceeds/);
  });

  it("goes by the bot's own traffic, and says what that is drawn from", async () => {
    const { card, field } = await openEstimate(busySnapshot(Date.now()));
    await card.getByRole("button", { name: "Use my bot's own traffic" }).click();
    await card.getByText("From your bot's log: 812 questions of 34 members on 19 of the last 28 days.").waitFor();
    expect(await field("Words per message").inputValue()).toBe("6.2");
    expect(await field("Days a month").inputValue()).toBe("20");
    await card.getByRole("button", { name: "Reset to the example" }).click();
    await card.getByText("From your bot's log").waitFor({ state: "hidden" });
    expect(await field("Words per message").inputValue()).toBe("7");
  });

  it.each([
    [null, "The log holds no question to the bot yet."],
    [
      trafficProfile({ messages: 12, members: 2, days: 1, spanDays: 1 }),
      "12 questions of 2 members today, and at least 50",
    ],
  ])("changes nothing where the log holds too little", async (profile, sentence) => {
    const { card, field, engine } = await openEstimate();
    engine.profile = profile;
    await card.getByRole("button", { name: "Use my bot's own traffic" }).click();
    await card.getByText(sentence).waitFor();
    expect(await field("Words per message").inputValue()).toBe("7");
  });
});
