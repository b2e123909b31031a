import { describe, expect, it, vi } from "vitest";
import type { Snapshot } from "../../../src/shared/contract.ts";
import { profileSchema } from "../../../src/shared/settings.ts";
import { busySnapshot } from "../../support/panel-data.ts";
import { type OpenPanel, takeScreenshot } from "../../support/panel-page.ts";
import { panelsInChromium } from "../../support/panels-in-chromium.ts";

const openPanel = panelsInChromium();
let panel: OpenPanel;

function threeProfiles(): Snapshot {
  const state = busySnapshot(Date.now());
  const third = profileSchema.parse({ id: "guest", name: "Guest appearance" });
  return { ...state, settings: { ...state.settings, profiles: [...state.settings.profiles, third] } };
}

describe("the header", () => {
  it("says which profile it is, and changes to the other one with one click", async () => {
    panel = await openPanel(busySnapshot(Date.now()));
    const { page, engine } = panel;
    await page.getByRole("button", { name: "Profile Production; switch to Development" }).click();
    const back = page.getByRole("button", { name: "Profile Development; switch to Production" });
    await back.waitFor();
    expect(engine.state.settings.activeProfileId).toBe("development");
    await back.focus();
    await page.keyboard.press("Enter");
    await vi.waitFor(() => expect(engine.state.settings.activeProfileId).toBe("production"));
  });

  it("lists the others where there are several, with those that have no token yet", async () => {
    panel = await openPanel(threeProfiles(), { width: 800, height: 600 });
    const { page, engine } = panel;
    await page.getByRole("button", { name: "Profile Production; switch" }).click();
    await page.getByRole("menuitem", { name: /Guest appearance\s+no token yet/ }).click();
    await page.getByRole("button", { name: "Profile Guest appearance; switch" }).waitFor();
    expect(engine.state.settings.activeProfileId).toBe("guest");
    await takeScreenshot(page, "panel-profiles-small");
  });
});

it("a profile gets its token while the other one runs", async () => {
  panel = await openPanel(busySnapshot(Date.now()));
  const { page, engine, goTo } = panel;
  await goTo("settings");
  await page.getByRole("tab", { name: "Profiles" }).click();
  const development = page.getByRole("region", { name: 'Bot token of the profile "Development"' });
  await development.getByLabel("Token", { exact: true }).fill("not.a.real.discord.token.at.all");
  await development.getByRole("button", { name: "Store token" }).click();
  await development.getByText("Stored", { exact: true }).waitFor();
  expect(engine.state.profilesWithToken).toEqual(["production", "development"]);
  expect(engine.state.settings.activeProfileId).toBe("production");
  await takeScreenshot(page, "panel-settings-profiles-busy");
});
