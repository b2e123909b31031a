import { describe, expect, it, vi } from "vitest";
import { busySnapshot } from "../../support/panel-data.ts";
import { setHidden, shownText } from "../../support/panel-page.ts";
import { halfChecked } from "../../support/panel-setup-double.ts";
import { panelsInChromium } from "../../support/panels-in-chromium.ts";

const openPanel = panelsInChromium();

/** After it, a press of a button that has changed is meant for what it says now. */
const aMoment = 600;

/** The button as it is while its work is under way. */
const cancelOf = (work: string) => ({ name: `Cancel: ${work}` });

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
    const bar = page.getByRole("progressbar", { name: "Progress of the checks" });
    expect(await bar.getAttribute("aria-valuenow")).toBe("62.5");
    await page.getByRole("button", cancelOf("Run the checks")).click();
    await page.getByText("Cancelled: 5 of 8 checks done.").waitFor();
    expect(await shownText(found)).toContain("The bot lacks Send Messages.");
  });

  it("is run again where it was called off, and says what it comes to", async () => {
    const { page, engine, goTo } = await openPanel(busySnapshot(Date.now()));
    await page.clock.install();
    const goOn = engine.hold("doctor/check", halfChecked);
    await goTo("settings");
    await page.getByRole("button", { name: "Run the checks" }).click();
    await page.getByText(/^5 of 8 checks done/).waitFor();
    await page.getByRole("button", cancelOf("Run the checks")).click();
    await page.getByText(/^Cancelled:/).waitFor();
    goOn();
    await page.clock.runFor(aMoment);
    await page.getByRole("button", { name: "Run the checks" }).click();
    await page.getByText("Everything was looked at: 1 broken").waitFor();
    expect(await page.getByText(/^Cancelled:/).count()).toBe(0);
  });

  it("says how far it came when the connection is lost meanwhile", async () => {
    const { page, engine, server, goTo } = await openPanel(busySnapshot(Date.now()));
    engine.hold("doctor/check", halfChecked);
    await goTo("settings");
    await page.getByRole("button", { name: "Run the checks" }).click();
    await page.getByText("The bot lacks Send Messages.").waitFor();
    server.breakDown();
    await page.getByText("The connection to Quipdeck was lost before it answered.").waitFor();
    await page.getByText("Broken off: 5 of 8 checks done.").waitFor();
    expect(await page.getByRole("button", { name: "Run the checks" }).isVisible()).toBe(true);
  });

  it("draws nothing while nobody sees the panel, and the newest once it is seen again", async () => {
    const { page, engine, goTo } = await openPanel(busySnapshot(Date.now()));
    engine.hold("doctor/check");
    await goTo("settings");
    await page.getByRole("button", { name: "Run the checks" }).click();
    await vi.waitFor(() => expect(engine.calls).toContain("doctor/check"));
    await setHidden(page, true);
    engine.tellHeld("doctor/check", { ...halfChecked, results: [] });
    engine.tellHeld("doctor/check", halfChecked);
    const found = page.getByRole("log", { name: "What was found" });
    // By the time that an answer is there, what was told before it is there too.
    await page.evaluate(() => fetch("/"));
    expect(await found.textContent()).toBe("");
    await setHidden(page, false);
    await found.getByText("The bot lacks Send Messages.").waitFor();
  });
});

describe("what may take long", () => {
  it("is called off from where it was started, by the same key", async () => {
    const { page, engine, goTo } = await openPanel(busySnapshot(Date.now()));
    await page.clock.install();
    engine.hold("keys/test");
    await goTo("keys");
    const key = page.getByRole("region", { name: "Key Main account" });
    await key.getByRole("button", { name: "Test with a real call" }).focus();
    await page.keyboard.press("Enter");
    await key.getByText("Waiting for the service's answer, 30 s at most.").waitFor();
    await page.keyboard.press("Enter");
    await key.getByText("The test was cancelled.").waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Test with a real call");
    await page.clock.runFor(aMoment);
    await page.keyboard.press("Enter");
    await key.getByRole("button", cancelOf("Test with a real call")).waitFor();
    expect(await key.getByText("The test was cancelled.").count()).toBe(0);
  });

  it("is started once by a double click and by a key that is held", async () => {
    const { page, engine, goTo } = await openPanel(busySnapshot(Date.now()));
    await page.clock.install();
    engine.hold("keys/test");
    await goTo("keys");
    const [first, second] = ["Key Main account", "Key Club account"].map((name) => page.getByRole("region", { name }));
    await first?.getByRole("button", { name: "Test with a real call" }).dblclick();
    await second?.getByRole("button", { name: "Test with a real call" }).focus();
    await page.keyboard.down("Enter");
    for (let repeat = 0; repeat < 5; repeat += 1) {
      await page.clock.runFor(aMoment / 3);
      await page.keyboard.down("Enter");
    }
    await page.keyboard.up("Enter");
    await second?.getByText("Waiting for the service's answer").waitFor();
    await first?.getByText("Waiting for the service's answer").waitFor();
    expect(engine.calls.filter((name) => name === "keys/test")).toHaveLength(2);
  });

  it("is given up with the view in which its answer would stand", async () => {
    const { page, engine, goTo } = await openPanel(busySnapshot(Date.now()));
    engine.hold("keys/test");
    await goTo("keys");
    await page.getByRole("button", { name: "Test with a real call" }).first().click();
    await vi.waitFor(() => expect(engine.calls).toContain("keys/test"));
    await goTo("quota");
    await vi.waitFor(() => expect(engine.calledOff).toEqual(["keys/test"]));
  });

  it("says for how many tokens it is known whose they are", async () => {
    const { page, engine, goTo } = await openPanel(busySnapshot(Date.now()));
    await page.clock.install();
    const goOn = engine.hold("keys/compare-accounts", { answered: 1, asked: 4 });
    await goTo("keys");
    const card = page.getByRole("region", { name: "Whose are they?" });
    await card.getByRole("button", { name: "Compare accounts" }).click();
    await card.getByText("Answers for 1 of 4 tokens.").waitFor();
    await card.getByRole("button", cancelOf("Compare accounts")).click();
    await card.getByText("The comparison was cancelled.").waitFor();
    goOn();
    await page.clock.runFor(aMoment);
    await card.getByRole("button", { name: "Compare accounts" }).click();
    await card.getByText("No other key here is of its account.").waitFor();
  });
});

describe("a step of the setup", () => {
  it("is called off too, and leaves what was known of it", async () => {
    const { page, engine, goTo } = await openPanel(busySnapshot(Date.now()));
    await page.clock.install();
    await goTo("setup");
    const known = page.getByText('Discord knows it as "Marlow".');
    await known.waitFor();
    engine.hold("doctor/step", { results: [], waitingFor: ["Bot token"], looks: 1 });
    await page.clock.runFor(aMoment);
    await page.getByRole("button", { name: "Check the token" }).click();
    await page.getByText("Waiting for Bot token.").waitFor();
    await page.getByRole("button", cancelOf("Check the token")).click();
    await page.getByText("The check was cancelled.").waitFor();
    expect(await known.isVisible()).toBe(true);
  });

  it("that looks by itself as its button is pressed goes on looking", async () => {
    const { page, engine, goTo } = await openPanel(busySnapshot(Date.now()));
    await page.clock.install();
    await goTo("setup");
    await page.getByRole("button", { name: "Next step" }).click();
    await page.getByText("Switched off, and not needed.").waitFor();
    await page.clock.runFor(aMoment);
    const goOn = engine.hold("doctor/step");
    const check = await page.getByRole("button", { name: "Check the intents" }).boundingBox();
    if (!check) throw new Error("no button to press");
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await page.mouse.click(check.x + check.width / 2, check.y + check.height / 2);
    await page.getByRole("button", cancelOf("Check the intents")).waitFor();
    goOn();
    await page.getByRole("button", { name: "Check the intents", exact: true }).waitFor();
    expect(await page.getByText("The check was cancelled.").count()).toBe(0);
  });
});
