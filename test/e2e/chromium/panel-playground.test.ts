import { describe, expect, it, vi } from "vitest";
import type { Snapshot } from "../../../src/shared/contract.ts";
import { busySnapshot, emptySnapshot } from "../../support/panel-data.ts";
import { type OpenPanel, shownText } from "../../support/panel-page.ts";
import { panelsInChromium } from "../../support/panels-in-chromium.ts";

const openPanel = panelsInChromium();
let panel: OpenPanel;

const soon = { timeout: 5000 };

async function open(state: Snapshot): Promise<OpenPanel> {
  panel = await openPanel(state);
  await panel.goTo("playground");
  return panel;
}

async function say(text: string): Promise<void> {
  await panel.page.getByRole("textbox", { name: "Your message" }).fill(text);
  await panel.page.keyboard.press("Enter");
}

/** Chooses from a field of the chat that is named so. */
async function choose(chat: string, field: string, option: string | RegExp): Promise<void> {
  const { page } = panel;
  await page
    .getByRole("region", { name: chat })
    .getByRole("combobox", { name: field })
    .or(page.getByRole("region", { name: chat }).getByRole("textbox", { name: field }))
    .click();
  await page.getByRole("option", { name: option }).click();
}

describe("a chat in the playground", () => {
  it("shows the answer, each stage, its time, its cost against the key's limit and what the model was sent", async () => {
    const { page, goTo } = await open(busySnapshot(Date.now()));
    await say("hi 😀 there");
    const chat = page.getByRole("log", { name: "Conversation" });
    await chat.getByText("The light is on").waitFor();
    const shown = await shownText(chat);
    expect(shown).toMatch(
      /emoji[\s\S]*Answered by the model with key "Club account" · 689 ms, first words after 212 ms/,
    );
    expect(shown).toContain("Cost: 1 request, 1,240 characters, 310 tokens. 1 % of 300 requests this hour; 180 more");
    expect(shown).toMatch(/respond\s+688 ms/);
    await chat.getByText("What the model was sent").click();
    await chat.getByText("A dry-witted lighthouse keeper.").waitFor();
    await goTo("keys");
    await goTo("playground");
    expect(await shownText(chat), "the conversation outlives a look elsewhere").toContain("The light is on");
  });

  it("shows the answer as it is written, with the stage at work, until it is cancelled", async () => {
    const { page, engine } = await open(busySnapshot(Date.now()));
    engine.playground.isHeld = true;
    await say("hi there");
    const soFar = page.getByRole("region", { name: "Answer so far" });
    await soFar.getByText("The light is on").waitFor();
    expect(await shownText(page.getByRole("list", { name: "Stages" }))).toMatch(/sanitize\s+0\.4 ms\s*respond/);
    await page.getByRole("button", { name: "Cancel the answer" }).click();
    await page.getByRole("log").getByText("Cancelled").waitFor();
    expect(await shownText(soFar), "what had come stays").toBe("The light is on");
    expect(await page.getByRole("button", { name: "Send" }).isVisible()).toBe(true);
  });

  it("keeps what was written by then where the connection is lost", async () => {
    const { page, engine, server } = await open(busySnapshot(Date.now()));
    engine.playground.isHeld = true;
    await say("hi there");
    const soFar = page.getByRole("region", { name: "Answer so far" });
    await soFar.getByText("The light is on").waitFor();
    server.breakDown();
    await page.getByText("The connection to Quipdeck was lost before it answered.").waitFor();
    expect(await shownText(soFar)).toBe("The light is on");
  });

  it("by the understudy alone asks no key", async () => {
    const { page, engine } = await open(busySnapshot(Date.now()));
    await page.getByRole("button", { name: "Persona, model and key" }).click();
    await choose("Chat with the bot", "Answered by", "The understudy alone");
    await say("hi there");
    await page.getByRole("log").getByText("Understudy", { exact: true }).waitFor();
    expect(engine.playground.questions).toMatchObject([{ understudyOnly: true }]);
  });

  it("without a key shows what the model would have been sent, and says that none was asked", async () => {
    await open(emptySnapshot());
    await say("hi there");
    const chat = panel.page.getByRole("log", { name: "Conversation" });
    await chat.getByText("There is no key to ask the model with.").waitFor();
    await chat.getByText("What the model would have been sent").click();
    await chat.getByText("A dry-witted lighthouse keeper.").waitFor();
  });

  it("sends along what was said before, for a bot that remembers", async () => {
    const { page, engine } = await open(busySnapshot(Date.now()));
    await say("hi there");
    await page.getByText("The light is on").waitFor();
    await say("and then?");
    await vi.waitFor(() => expect(engine.playground.questions).toHaveLength(2), soon);
    expect(engine.playground.questions[1]?.earlier).toMatchObject([{ question: "hi there" }]);
  });
});

describe("chats side by side", () => {
  it("are asked at once, each with its own persona, model and key", async () => {
    const { page, engine } = await open(busySnapshot(Date.now()));
    await page.getByRole("button", { name: "Compare with another" }).click();
    await choose("Chat 2: As configured", "Persona", "Pip");
    await page.getByRole("textbox", { name: "Model" }).fill("some/other-model");
    await choose("Chat 2: Pip · some/other-model", "Answered by", /Main account/);
    await page.getByRole("textbox", { name: "Your message" }).fill("hi there");
    await page.getByRole("button", { name: "Ask all 2" }).click();
    await vi.waitFor(async () => expect(await page.getByText("The light is on").count()).toBe(2), soon);
    const [first, second] = engine.playground.questions;
    expect(first).not.toHaveProperty("personaId");
    expect(second).toMatchObject({ personaId: "pip", model: "some/other-model", keyId: "a1b2c3d4e5f6" });
    await page.getByRole("button", { name: "Close chat 2" }).click();
    await page.getByRole("region", { name: "Chat with the bot" }).waitFor();
  });
});

describe("the sanitizer box", () => {
  it("shows what goes and why, and what stays where a rule is switched off for the box", async () => {
    const { page, engine } = await open(emptySnapshot());
    await page.getByRole("tab", { name: "Sanitizer" }).click();
    const box = page.getByRole("region", { name: "Sanitizer test box" });
    await box.getByRole("textbox", { name: "Text to try" }).fill("look 😀 <:cat:940000000000000001>");
    await box.getByText("2 pieces went:").waitFor();
    const after = box.getByRole("region", { name: "After" });
    expect(await shownText(after)).toBe("look");
    expect(await shownText(box)).toContain("1 × custom emoji");
    await box.getByRole("switch", { name: "emoji", exact: true }).click();
    await box.getByText("1 piece went:").waitFor();
    expect(await shownText(after)).toBe("look 😀");
    expect(engine.state.settings.sanitizer.emoji).toBe(true);
    await box.getByRole("button", { name: "As in the settings" }).click();
    await box.getByText("2 pieces went:").waitFor();
  });
});
