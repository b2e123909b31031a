import { describe, expect, it, vi } from "vitest";
import { busySnapshot, emptySnapshot } from "../../support/panel-data.ts";
import { type OpenPanel, shownText } from "../../support/panel-page.ts";
import { panelsInChromium } from "../../support/panels-in-chromium.ts";

const openPanel = panelsInChromium();
let panel: OpenPanel;

describe("the setup guide", () => {
  it("meets who has no token yet, and leads to a bot that is online", async () => {
    panel = await openPanel(emptySnapshot());
    const { page, engine } = panel;
    await page.getByRole("heading", { level: 1, name: "Setup" }).waitFor();
    const step = (name: RegExp) => page.getByRole("button", { name });
    await page.getByLabel("Token", { exact: true }).filter({ visible: true }).fill("not.a.real.discord.token.at.all");
    await page.getByRole("button", { name: "Store token" }).click();
    await step(/^1\. .* Fine$/).waitFor();
    await step(/^2\. .* Fine$/).waitFor();
    await page.getByRole("button", { name: "Next step" }).click();
    await page.getByText("For mentions and replies the bot needs no privileged intent").waitFor();
    await page.getByRole("button", { name: "Next step" }).click();
    await page.getByRole("button", { name: "Make the invite link" }).click();
    await page.getByRole("button", { name: "Next step" }).click();
    await page.getByRole("button", { name: "Next step" }).click();
    await page.getByLabel("Access token").fill("hf_notARealKeyAtAll1234");
    await page.getByRole("button", { name: "Add key" }).click();
    await step(/^5\. .* Fine$/).waitFor();
    await page.getByRole("button", { name: "Next step" }).click();
    await page.getByRole("radio", { name: /Pip/ }).click();
    await page.getByRole("button", { name: "Next step" }).click();
    await page.getByRole("button", { name: "Say hello to it" }).click();
    await page.getByText('The model answers: "The light is on').waitFor();
    await page.getByRole("button", { name: "Bring the bot online" }).click();
    await page.getByText("Mention Marlow in your server").waitFor();
    expect(engine.state.settings.profiles[0]?.personaId).toBe("pip");
  });

  it("leaves those alone who have one", async () => {
    panel = await openPanel(busySnapshot(Date.now()));
    await panel.page.getByRole("heading", { level: 1, name: "Live" }).waitFor();
  });

  it("looks at a channel by its id, and says what the bot lacks there", async () => {
    panel = await openPanel(busySnapshot(Date.now()));
    const { page, goTo } = panel;
    await goTo("setup");
    await page.getByRole("button", { name: /^4\. / }).click();
    const id = page.getByRole("textbox", { name: "Channel's id" });
    await id.fill("general");
    await page.getByText("Must be a Discord id: 15 to 21 digits.").waitFor();
    expect(await page.getByRole("button", { name: "Check this channel" }).isDisabled()).toBe(true);
    await id.fill("300000000000000001");
    await page.getByRole("button", { name: "Check this channel" }).click();
    await page.getByText("The bot lacks Send Messages. Give it that.").waitFor();
    await page.getByRole("button", { name: /^4\. .* Broken$/ }).waitFor();
  });

  it("looks again by itself when the owner comes back from Discord's page", async () => {
    panel = await openPanel(busySnapshot(Date.now()));
    const { page, engine, goTo } = panel;
    await goTo("setup");
    await page.getByRole("button", { name: /^3\. .* Fine$/ }).click();
    const looks = () => engine.calls.filter((name) => name === "doctor/step").length;
    const before = looks();
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await vi.waitFor(() => expect(looks()).toBe(before + 1));
  });

  it("looks at everything of the bot again when another token takes the place of one", async () => {
    panel = await openPanel(busySnapshot(Date.now()));
    const { page, engine, goTo } = panel;
    await goTo("setup");
    await page.getByRole("button", { name: /^3\. .* Fine$/ }).waitFor();
    const looks = () => engine.calls.filter((name) => name === "doctor/step").length;
    const before = looks();
    await page.getByLabel("Replace the token").filter({ visible: true }).fill("not.a.real.discord.token.at.all");
    await page.getByRole("button", { name: "Store token" }).filter({ visible: true }).click();
    // The token, the intents and the invitation; no answer channel is chosen.
    await vi.waitFor(() => expect(looks()).toBe(before + 3));
  });

  it("is walked through by keyboard, and the focus goes along", async () => {
    panel = await openPanel(busySnapshot(Date.now()));
    const { page, goTo } = panel;
    await goTo("setup");
    await page.getByRole("button", { name: "Next step" }).focus();
    await page.keyboard.press("Enter");
    const focused = () => shownText(page.locator(":focus"));
    await vi.waitFor(async () => expect(await focused()).toContain("2. Decide what it may read"));
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toContain("3. Invite it to your server");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Make the invite link" }).waitFor();
  });
});
