import { describe, expect, it, vi } from "vitest";
import type { Snapshot } from "../../../src/shared/contract.ts";
import { QuipdeckError } from "../../../src/shared/errors.ts";
import { busySnapshot, emptySnapshot } from "../../support/panel-data.ts";
import type { OpenPanel } from "../../support/panel-page.ts";
import { panelsInChromium } from "../../support/panels-in-chromium.ts";

const openPanel = panelsInChromium();
let panel: OpenPanel;

async function open(state: Snapshot, view: "keys" | "settings"): Promise<OpenPanel> {
  panel = await openPanel(state);
  await panel.goTo(view);
  return panel;
}

const secret = "hf_notARealKeyAtAll1234";

describe("the keys view", () => {
  it("takes a key in and never shows more of it than the last four characters", async () => {
    const { page, engine } = await open(emptySnapshot(), "keys");
    await page.getByText("No keys yet").waitFor();
    await page.getByRole("textbox", { name: "Label" }).fill("Main account");
    await page.getByLabel("Access token").fill(secret);
    await page.getByRole("button", { name: "Add key" }).click();
    const card = page.getByRole("region", { name: "Key Main account" });
    await card.getByText("••••1234").waitFor();
    expect(engine.secrets).toEqual([secret]);
    expect(await page.getByLabel("Access token").inputValue()).toBe("");
    expect(await page.content()).not.toContain(secret.slice(0, -4));
  });

  it("says beside the field, as it is typed, that a key is too short, and takes it in once it is not", async () => {
    const { page, engine } = await open(emptySnapshot(), "keys");
    const field = page.getByLabel("Access token");
    await field.fill("hf_1");
    await page.getByText("Is too short for a key.").waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await page.getByRole("button", { name: "Add key" }).isDisabled()).toBe(true);
    await field.fill(secret);
    await page.getByRole("button", { name: "Add key" }).click();
    await vi.waitFor(() => expect(engine.secrets).toEqual([secret]));
  });

  it("keeps what was typed where the engine refuses it, with why", async () => {
    const { page, engine } = await open(emptySnapshot(), "keys");
    engine.refusals.set(
      "keys/add",
      new QuipdeckError("already-exists", "This key is in the ring.", "Use another key."),
    );
    await page.getByLabel("Access token").fill(secret);
    await page.getByRole("button", { name: "Add key" }).click();
    await page.getByText("This key is in the ring. Use another key.").waitFor();
    expect(await page.getByLabel("Access token").inputValue()).toBe(secret);
  });

  it("sets limits, refusing a wrong one beside its field", async () => {
    const { page, engine } = await open(busySnapshot(Date.now()), "keys");
    const card = page.getByRole("region", { name: "Key Old key" });
    await card.getByRole("button", { name: "Set limits" }).click();
    await card.getByRole("button", { name: "Add a limit" }).click();
    await card.getByRole("textbox", { name: "Amount" }).fill("0");
    await card.getByText("Must be at least 1.").waitFor();
    expect(await card.getByRole("button", { name: "Save limits" }).isDisabled()).toBe(true);
    await card.getByRole("textbox", { name: "Amount" }).fill("300");
    await card.getByRole("button", { name: "Save limits" }).click();
    await card.getByRole("button", { name: "Limits (1)" }).waitFor();
    expect(engine.state.keys[2]?.limits).toEqual([{ window: "hour", unit: "requests", amount: 300 }]);
  });

  it("tests with a real call, renames, switches off, and removes after asking", async () => {
    const { page, engine } = await open(busySnapshot(Date.now()), "keys");
    const card = page.getByRole("region", { name: "Key Old key" });
    await card.getByRole("button", { name: "Test with a real call" }).click();
    await card.getByText(/Broken.*status 401/).waitFor();
    await card.getByRole("textbox", { name: "Label of Old key" }).fill("Retired");
    await page.keyboard.press("Enter");
    const renamed = page.getByRole("region", { name: "Key Retired" });
    await renamed.getByRole("switch", { name: "Use Retired" }).click();
    await renamed.getByText("Switched off").waitFor();
    await renamed.getByRole("button", { name: "Remove Retired" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove key" }).click();
    await renamed.waitFor({ state: "detached" });
    expect(engine.state.keys.map(({ label }) => label)).not.toContain("Retired");
  });
});

describe("the settings view", () => {
  it("saves a value as its field is left, and shows beside the field why one is refused", async () => {
    const { page, engine } = await open(emptySnapshot(), "settings");
    await page.getByRole("tab", { name: "Behaviour" }).click();
    const stale = page.getByRole("textbox", { name: "Drop a question after" });
    await stale.fill("0.5");
    await stale.blur();
    await page.getByText("Allowed: 1 to 3600 s.").waitFor();
    expect(engine.state.settings.behaviour.staleAfterMs).toBe(120_000);
    await stale.fill("90");
    await stale.blur();
    await vi.waitFor(() => expect(engine.state.settings.behaviour.staleAfterMs).toBe(90_000));
    expect(await page.getByText("Allowed: 1 to 3600 s.").count()).toBe(0);
  });

  it("takes a comma for a decimal point, and says that it was saved", async () => {
    const { page, engine } = await open(emptySnapshot(), "settings");
    await page.getByRole("tab", { name: "Behaviour" }).click();
    const typing = page.getByRole("textbox", { name: "Show typing after" });
    await typing.clear();
    await typing.pressSequentially("1,5");
    await typing.blur();
    await page.getByText("Saved", { exact: true }).waitFor();
    expect(engine.state.settings.behaviour.typingDelayMs).toBe(1500);
  });

  it("says why the engine refuses a number that is allowed, and keeps it", async () => {
    const { page, engine } = await open(emptySnapshot(), "settings");
    engine.refusals.set("settings/set", new QuipdeckError("internal", "The disk is full.", "Make room on it."));
    await page.getByRole("tab", { name: "Behaviour" }).click();
    const stale = page.getByRole("textbox", { name: "Drop a question after" });
    await stale.fill("90");
    await stale.blur();
    await page.getByText("The disk is full. Make room on it.").waitFor();
    expect(await stale.inputValue()).toBe("90 s");
  });

  it("asks before a smaller number deletes what is kept, and saves a larger one by itself", async () => {
    const { page, engine } = await open(emptySnapshot(), "settings");
    const retention = () => engine.state.settings.privacy.retentionDays;
    await page.getByRole("tab", { name: "Privacy" }).click();
    const days = page.getByRole("textbox", { name: "Keep the log for" });
    await days.fill("3");
    await days.blur();
    await page.getByRole("button", { name: "Save 3 days" }).click();
    await page.getByRole("dialog").getByText("older than 3 days are deleted").waitFor();
    expect(retention()).toBe(30);
    await page.getByRole("button", { name: "Keep", exact: true }).click();
    await page.getByRole("button", { name: "Keep 30 days" }).click();
    expect(await days.inputValue()).toBe("30 days");
    await days.fill("60");
    await days.blur();
    await vi.waitFor(() => expect(retention()).toBe(60));
    await days.fill("3");
    await page.getByRole("button", { name: "Save 3 days" }).click();
    await page.getByRole("button", { name: "Delete it" }).click();
    await vi.waitFor(() => expect(retention()).toBe(3));
  });

  it("shows the engine's own refusal beside the field", async () => {
    const { page } = await open(emptySnapshot(), "settings");
    // Valid by itself, but the engine judges the whole: no profile has this id any more.
    panel.engine.state = {
      ...panel.engine.state,
      settings: { ...panel.engine.state.settings, profiles: panel.engine.state.settings.profiles.slice(0, 1) },
    };
    await page.getByRole("tab", { name: "Profiles" }).click();
    await page.getByRole("radio", { name: "Use Development" }).click();
    await page.getByText(/must be one of production.*Nothing was changed/).waitFor();
  });

  it("stores a token without ever showing it, and says so", async () => {
    const { page, engine } = await open(emptySnapshot(), "settings");
    const token = "not.a.real.discord.token.at.all";
    await page.getByRole("status").filter({ hasText: "Not stored" }).waitFor();
    await page.getByLabel("Token", { exact: true }).fill(token);
    await page.getByRole("button", { name: "Store token" }).click();
    await page
      .getByRole("status")
      .filter({ hasText: /^Stored/ })
      .waitFor();
    expect(engine.secrets).toEqual([token]);
    expect(await page.content()).not.toContain(token);
  });

  it("chooses a persona, makes an invite link and runs the checks", async () => {
    const { page, engine } = await open(emptySnapshot(), "settings");
    await page.getByRole("button", { name: "Make the invite link" }).click();
    await vi.waitFor(async () =>
      expect(await page.getByRole("textbox", { name: "Invite link" }).inputValue()).toContain("permissions=68608"),
    );
    await page.getByRole("button", { name: "Run the checks" }).click();
    await page.getByText("The bot lacks Send Messages.").waitFor();
    await page.getByRole("tab", { name: "Persona" }).click();
    await page.getByRole("radio", { name: /Pip/ }).click();
    await vi.waitFor(() => expect(engine.state.settings.profiles[0]?.personaId).toBe("pip"));
  });

  it("takes the share of a limit as a percentage", async () => {
    const { page, engine } = await open(emptySnapshot(), "settings");
    await page.getByRole("tab", { name: "Alerts" }).click();
    const share = page.getByRole("textbox", { name: "Once a key has used" });
    expect(await share.inputValue()).toBe("80%");
    await share.fill("7");
    await share.press("Enter");
    await vi.waitFor(() => expect(engine.state.settings.alerts.usedShare).toBe(0.07));
    expect(await share.inputValue()).toBe("7%");
    await share.fill("130");
    await page.getByText("Allowed: 0 to 100%.").waitFor();
  });

  it("keeps what is typed while an earlier value is still being saved", async () => {
    const { page, engine } = await open(emptySnapshot(), "settings");
    await page.getByRole("tab", { name: "Alerts" }).click();
    const share = page.getByRole("textbox", { name: "Once a key has used" });
    const save = engine.hold("settings/set");
    await share.fill("7");
    await share.press("Enter");
    await share.fill("130");
    save();
    await vi.waitFor(() => expect(engine.state.settings.alerts.usedShare).toBe(0.07));
    await page.getByText("Allowed: 0 to 100%.").waitFor();
    expect(await share.inputValue()).toBe("130%");
  });

  it("takes the way back that was typed while the other value was still being saved", async () => {
    const { page, engine } = await open(emptySnapshot(), "settings");
    await page.getByRole("tab", { name: "Alerts" }).click();
    const share = page.getByRole("textbox", { name: "Once a key has used" });
    const save = engine.hold("settings/set");
    for (const typed of ["7", "80"]) {
      await share.fill(typed);
      await share.press("Enter");
    }
    save();
    await page.getByText("Saved", { exact: true }).waitFor();
    expect(engine.state.settings.alerts.usedShare).toBe(0.8);
    expect(await share.inputValue()).toBe("80%");
  });

  it("sets what is remembered and which words are blocked", async () => {
    const { page, engine } = await open(emptySnapshot(), "settings");
    await page.getByRole("tab", { name: "Conversation" }).click();
    await page.getByRole("combobox", { name: "Which exchanges go along" }).click();
    await page.getByRole("option", { name: /replies to/ }).click();
    await vi.waitFor(() => expect(engine.state.settings.memory.scope).toBe("reply-chain"));
    const words = page.getByRole("combobox", { name: "Words and phrases" });
    await words.fill("pine*");
    await words.press("Enter");
    await vi.waitFor(() => expect(engine.state.settings.safety.blockedWords).toEqual(["pine*"]));
    await words.fill("***");
    await words.press("Enter");
    await page.getByText("Must hold a letter or a digit.").waitFor();
    const channel = page.getByRole("textbox", { name: /tells of failures/ });
    await channel.fill("300000000000000001");
    await channel.blur();
    await vi.waitFor(() => expect(engine.state.settings.profiles[0]?.failureChannelId).toBe("300000000000000001"));
    await channel.fill("");
    await channel.blur();
    await vi.waitFor(() => expect(engine.state.settings.profiles[0]?.failureChannelId).toBeNull());
  });

  it("forgets a member after asking", async () => {
    const { page, engine } = await open(busySnapshot(Date.now()), "settings");
    await page.getByRole("tab", { name: "Privacy" }).click();
    const authorId = engine.state.log[0]?.authorId ?? "";
    await page.getByRole("textbox", { name: "Member's id" }).fill("tsuki");
    await page.getByText("Must be a Discord id: 15 to 21 digits.").waitFor();
    await page.getByRole("textbox", { name: "Member's id" }).fill(authorId);
    await page.getByRole("button", { name: "Forget" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Forget" }).click();
    await page.getByText("Deleted: 50 messages, 0 failures, 0 remembered exchanges.").waitFor();
  });
});
