import { describe, expect, it } from "vitest";
import { busySnapshot } from "../../support/panel-data.ts";
import { shownText } from "../../support/panel-page.ts";
import { halfChecked } from "../../support/panel-setup-double.ts";
import { panelsInChromium } from "../../support/panels-in-chromium.ts";

const openPanel = panelsInChromium();

describe("the doctor at work", () => {
  it("shows what was found by now, and keeps it when it is called off", async () => {
    const { page, engine, goTo } = await openPanel(busySnapshot(Date.now()));
    engine.hold("doctor/check", halfChecked);
    await goTo("settings");
    const found = page.getByRole("log", { name: "What was found" });
    await page.getByRole("button", { name: "Run the checks" }).click();
    await found.getByText("The bot lacks Send Messages.").waitFor();
    await page
      .getByText('5 of 8 checks done. Waiting for Key "Main account", Key "Club account", Test reply.')
      .waitFor();
    expect(await page.getByRole("progressbar", { name: "Progress" }).getAttribute("aria-valuenow")).toBe("62.5");
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await page.getByText("Cancelled: 5 of 8 checks done.").waitFor();
    expect(await shownText(found)).toContain("The bot lacks Send Messages.");
    expect(engine.calls).not.toContain("doctor/check");
  });

  it("is run again where it was called off, and says what it comes to", async () => {
    const { page, engine, goTo } = await openPanel(busySnapshot(Date.now()));
    const goOn = engine.hold("doctor/check", halfChecked);
    await goTo("settings");
    await page.getByRole("button", { name: "Run the checks" }).click();
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await page.getByText(/^Cancelled:/).waitFor();
    goOn();
    await page.getByRole("button", { name: "Run the checks" }).click();
    await page.getByText("Everything was looked at: 1 broken").waitFor();
    expect(await page.getByText(/^Cancelled:/).count()).toBe(0);
  });
});

describe("what may take long", () => {
  it("is called off from where it was started, by the same key, and never by a double click", async () => {
    const { page, engine, goTo } = await openPanel(busySnapshot(Date.now()));
    engine.hold("keys/test");
    await goTo("keys");
    const key = page.getByRole("region", { name: "Key Main account" });
    await key.getByRole("button", { name: "Test with a real call" }).dblclick();
    await key.getByText("Waiting for the service's answer, 30 s at most.").waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Cancel");
    await page.keyboard.press("Enter");
    await key.getByText("The test was cancelled.").waitFor();
    expect(engine.calls).not.toContain("keys/test");
    await page.keyboard.press("Enter");
    await key.getByRole("button", { name: "Cancel" }).waitFor();
    expect(await key.getByText("The test was cancelled.").count()).toBe(0);
  });

  it("says of how many tokens it is known whose they are", async () => {
    const { page, engine, goTo } = await openPanel(busySnapshot(Date.now()));
    const goOn = engine.hold("keys/compare-accounts", { answered: 1, asked: 4 });
    await goTo("keys");
    const card = page.getByRole("region", { name: "Whose are they?" });
    await card.getByRole("button", { name: "Compare accounts" }).click();
    await card.getByText("huggingface.co has answered for 1 of 4 tokens.").waitFor();
    await card.getByRole("button", { name: "Cancel" }).click();
    await card.getByText("The comparison was cancelled.").waitFor();
    goOn();
    await card.getByRole("button", { name: "Compare accounts" }).click();
    await card.getByText("No other key here is of its account.").waitFor();
  });

  it("of a step of the setup is called off too, and leaves what was known of the step", async () => {
    const { page, engine, goTo } = await openPanel(busySnapshot(Date.now()));
    await goTo("setup");
    const known = page.getByText('Discord knows it as "Marlow".');
    await known.waitFor();
    engine.hold("doctor/step", { results: [], waitingFor: ["Bot token"], looks: 1 });
    await page.getByRole("button", { name: "Check the token" }).click();
    await page.getByText("Waiting for Bot token.").waitFor();
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await page.getByText("The check was cancelled.").waitFor();
    expect(await known.isVisible()).toBe(true);
  });

  it("ends with a sentence when the connection is lost meanwhile", async () => {
    const { page, engine, server, goTo } = await openPanel(busySnapshot(Date.now()));
    engine.hold("doctor/check", halfChecked);
    await goTo("settings");
    await page.getByRole("button", { name: "Run the checks" }).click();
    await page.getByText("The bot lacks Send Messages.").waitFor();
    server.breakDown();
    await page.getByText("The connection to Quipdeck was lost before it answered.").waitFor();
    expect(await page.getByRole("button", { name: "Run the checks" }).isVisible()).toBe(true);
  });
});
