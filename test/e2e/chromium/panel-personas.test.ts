import { describe, expect, it, vi } from "vitest";
import { base64OfJson, characterCard, pngOf, textChunk } from "../../support/character-card.ts";
import { busySnapshot, emptySnapshot } from "../../support/panel-data.ts";
import { type OpenPanel, shownText } from "../../support/panel-page.ts";
import { panelsInChromium } from "../../support/panels-in-chromium.ts";

const openPanel = panelsInChromium();
let panel: OpenPanel;

async function openPersonas(state = emptySnapshot()): Promise<OpenPanel> {
  panel = await openPanel(state);
  await panel.goTo("settings");
  await panel.page.getByRole("tab", { name: "Persona" }).click();
  return panel;
}

const lorebook = { entries: [{ content: "The lamp is haunted." }] };
const card = { mimeType: "image/png", name: "mira.png", buffer: pngOf(textChunk.tEXt("chara", encodedCard())) };

function encodedCard(): string {
  return base64OfJson(characterCard({ character_book: lorebook }));
}

describe("a persona of the owner's", () => {
  it("begins as a copy, is tried out before it is saved, and then stands in the list", async () => {
    const { page, engine, goTo } = await openPersonas();
    await page.getByRole("button", { name: "Copy Marlow" }).click();
    expect(
      await page.getByRole("heading", { name: "A new persona" }).evaluate((title) => title === document.activeElement),
    ).toBe(true);
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Nelson");
    await page.getByRole("textbox", { name: "Id", exact: true }).fill("nelson");
    await page.getByRole("textbox", { name: "Answer 1", exact: true }).fill("A parrot.");
    await page.getByRole("textbox", { name: "Your message" }).fill("hello");
    await page.keyboard.press("Enter");
    await page.getByRole("log", { name: "Conversation" }).getByText("Understudy", { exact: true }).waitFor();
    expect(engine.calls).not.toContain("personas/save");
    await goTo("keys");
    await goTo("settings");
    await page.getByRole("button", { name: "Save persona" }).click();
    await page.getByRole("radio", { name: /Nelson/ }).waitFor();
    await page.getByRole("button", { name: "Edit Nelson" }).click();
    expect(await page.getByRole("textbox", { name: "Answer 1", exact: true }).inputValue()).toBe("A parrot.");
    await page.getByRole("button", { name: "Discard" }).click();
    await page.getByRole("button", { name: "Remove Nelson" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove persona" }).click();
    await page.getByRole("radio", { name: /Nelson/ }).waitFor({ state: "detached" });
  });

  it("is refused beside its fields while something is wrong, and cannot be tried out", async () => {
    const { page, engine } = await openPersonas();
    await page.getByRole("button", { name: "New persona" }).click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Marlow");
    expect(await page.getByRole("textbox", { name: "Id", exact: true }).inputValue()).toBe("marlow-2");
    await page.getByRole("textbox", { name: "Id", exact: true }).fill("Not an id");
    await page.getByText("Must be 1 to 40 lower-case letters, digits or dashes.").waitFor();
    await page.getByRole("textbox", { name: "Id", exact: true }).fill("marlow");
    await page.getByText("Belongs to another persona already.").waitFor();
    await page.getByText("Fill in the persona's fields first.").waitFor();
    await page.getByRole("button", { name: "Save persona" }).click();
    await page.getByText("Correct the marked fields.").waitFor();
    await page.getByRole("button", { name: "Discard" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Discard it" }).click();
    await page.locator(":focus").getByText("New persona").waitFor();
    expect(engine.calls).not.toContain("personas/save");
  });
});

describe("a character card", () => {
  it("is chosen as a file, and shows what it becomes and what is left out before it is saved", async () => {
    const { page, engine } = await openPersonas();
    await page.locator("input[type=file]").setInputFiles(card);
    const notes = page.getByRole("note", { name: "About this import" });
    expect(await shownText(notes)).toContain("Left out: the lorebook (entries: 1)");
    expect(await page.getByRole("textbox", { name: "Instructions" }).inputValue()).toContain(
      "Mira keeps the lighthouse",
    );
    await page.getByRole("button", { name: "Save persona" }).click();
    await page.getByRole("radio", { name: /Mira/ }).click();
    await vi.waitFor(() => expect(engine.state.settings.profiles[0]?.personaId).toBe("mira"));
  });

  it("may be dropped as well", async () => {
    const { page } = await openPersonas();
    const transfer = await page.evaluateHandle((json) => {
      const data = new DataTransfer();
      data.items.add(new File([json], "mira.json"));
      return data;
    }, JSON.stringify(characterCard()));
    await page.getByRole("radio", { name: /Marlow/ }).dispatchEvent("drop", { dataTransfer: transfer });
    await page.getByRole("heading", { name: "A new persona" }).waitFor();
  });

  it("that is none is refused in a sentence", async () => {
    const { page } = await openPersonas();
    await page.locator("input[type=file]").setInputFiles({ ...card, buffer: pngOf() });
    await page.getByText("This picture holds no character card.").waitFor();
  });
});

it("a channel gets a persona of its own, and loses it again", async () => {
  const { page, engine } = await openPersonas(busySnapshot(Date.now()));
  const channelId = engine.state.log[0]?.channelId ?? "";
  const own = page.getByRole("region", { name: "In single channels" });
  await own.getByRole("textbox", { name: "Channel's id" }).fill("general");
  await own.getByText("Must be a Discord id: 15 to 21 digits.").waitFor();
  await own.getByRole("textbox", { name: "Channel's id" }).fill(channelId);
  await own.getByRole("combobox", { name: "Persona" }).click();
  await page.getByRole("option", { name: "Pip" }).click();
  await own.getByRole("button", { name: "Add", exact: true }).click();
  await own.getByRole("combobox", { name: `#general (${channelId})` }).waitFor();
  expect(engine.state.settings.profiles[0]?.channelPersonas).toEqual({ [channelId]: "pip" });
  await own.getByRole("button", { name: /^Remove/ }).click();
  await vi.waitFor(() => expect(engine.state.settings.profiles[0]?.channelPersonas).toEqual({}));
});
