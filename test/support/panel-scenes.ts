import type { Snapshot } from "../../src/shared/contract.ts";
import { QuipdeckError } from "../../src/shared/errors.ts";
import { base64OfJson, characterCard, pngOf, textChunk } from "./character-card.ts";
import { busySnapshot, emptySnapshot } from "./panel-data.ts";
import type { OpenPanel } from "./panel-page.ts";
import { allResting, everyKeyState, manyFailures, notices } from "./panel-scene-states.ts";
import { halfChecked } from "./panel-setup-double.ts";

/** What the views show only once something is done in them, or once something has happened. */
export interface Scene {
  state(now: number): Snapshot;
  play(panel: OpenPanel): Promise<unknown>;
  /** The page may complain of the connection that is taken from it. */
  isCutOff?: boolean;
}

async function openRow({ page, goTo }: OpenPanel): Promise<void> {
  await goTo("live");
  await page.getByRole("button", { name: /Juno/ }).first().click();
}

const press = (panel: OpenPanel, name: string | RegExp) => panel.page.getByRole("button", { name }).first().click();

async function startedRehearsal({ page, goTo }: OpenPanel) {
  await goTo("quota");
  const card = page.getByRole("region", { name: "Rehearsal", exact: true });
  await card.getByRole("button", { name: "Add a rush" }).click();
  await card.getByText("Finer points").click();
  await card.getByRole("button", { name: "Rehearse", exact: true }).click();
  await card.getByRole("button", { name: "Cancel" }).waitFor();
  return card;
}

export const scenes: Record<string, Scene> = {
  "live-opened": {
    state: busySnapshot,
    async play(panel) {
      panel.engine.prompt = [{ role: "system", content: "You are Marlow." }];
      await openRow(panel);
      await press(panel, "Show the prompt");
    },
  },
  "live-filtered": {
    state: busySnapshot,
    async play(panel) {
      await openRow(panel);
      await press(panel, "Only Juno ✨");
      await panel.page.getByRole("textbox", { name: /^Search/ }).fill("nobody ever wrote this");
      await panel.page.getByText("Nothing matches").waitFor();
    },
  },
  "live-filters": {
    state: busySnapshot,
    async play(panel) {
      await panel.goTo("live");
      await press(panel, "Filters");
      await panel.page.getByRole("dialog", { name: "Filters" }).getByRole("button", { name: "Hour" }).waitFor();
    },
  },
  "live-outcomes": {
    state: busySnapshot,
    async play(panel) {
      await panel.goTo("live");
      await press(panel, /^Outcomes/);
      await panel.page.getByRole("dialog", { name: "Outcomes" }).waitFor();
    },
  },
  "failures-many": {
    state: (now) => ({ ...busySnapshot(now), failures: manyFailures(now) }),
    play: (panel) => panel.goTo("failures"),
  },
  "failures-resolved": {
    state: busySnapshot,
    async play(panel) {
      await panel.goTo("failures");
      await panel.page.getByRole("switch", { name: "Show resolved ones" }).click();
      await press(panel, "Mark all 2 resolved");
      await panel.page.getByText("2 failures marked resolved").waitFor();
    },
  },
  "playground-compared": {
    state: busySnapshot,
    async play(panel) {
      await panel.goTo("playground");
      await press(panel, "Compare with another");
      await panel.page
        .getByRole("textbox", { name: "Your message" })
        .fill("hi 😀 marlow, what is the plan for tonight?");
      await press(panel, "Ask all 2");
      await panel.page.getByText("The light is on").nth(1).waitFor();
    },
  },
  "playground-writing": {
    state: busySnapshot,
    async play(panel) {
      panel.engine.playground.isHeld = true;
      await panel.goTo("playground");
      await panel.page.getByRole("textbox", { name: "Your message" }).fill("hi marlow");
      await press(panel, "Send");
      await panel.page.getByRole("region", { name: "Answer so far" }).waitFor();
    },
  },
  "playground-retried": {
    state: busySnapshot,
    async play({ page, server }) {
      await page.goto(`${server.url}#playground?failure=2`);
      await page.getByRole("link", { name: "failure 2" }).waitFor();
    },
  },
  "playground-sanitizer": {
    state: busySnapshot,
    async play({ page, goTo }) {
      await goTo("playground");
      await page.getByRole("tab", { name: "Sanitizer" }).click();
      await page.getByRole("switch", { name: "GIF link" }).click();
      await page.getByRole("button", { name: "As in the settings" }).waitFor();
    },
  },
  "keys-states": {
    state: everyKeyState,
    async play(panel) {
      await panel.goTo("keys");
      await press(panel, "Limits (1)");
      await press(panel, "Test with a real call");
      await panel.page.getByText("The key works.").waitFor();
    },
  },
  "keys-several": {
    state: busySnapshot,
    async play(panel) {
      await panel.goTo("keys");
      await panel.page.getByRole("radiogroup", { name: "How many" }).getByText("Several").click();
      await panel.page.getByRole("textbox", { name: "Access tokens" }).fill("hf_notARealKeyAtAll1234 hf_1");
      await press(panel, "Compare accounts");
      await panel.page.getByText("No other key here is of its account.").waitFor();
      await panel.page.getByRole("button", { name: "Compare accounts" }).scrollIntoViewIfNeeded();
    },
  },
  "keys-waiting": {
    state: busySnapshot,
    async play(panel) {
      panel.engine.hold("keys/test");
      panel.engine.hold("keys/compare-accounts", { answered: 1, asked: 4 });
      await panel.goTo("keys");
      await press(panel, "Test with a real call");
      await press(panel, "Compare accounts");
      await panel.page.getByText("Waiting for the service's answer").waitFor();
      await panel.page.getByText("Answers for 1 of 4 tokens.").scrollIntoViewIfNeeded();
    },
  },
  "keys-removing": {
    state: busySnapshot,
    async play(panel) {
      await panel.goTo("keys");
      await press(panel, "Remove Main account");
      await panel.page.getByRole("button", { name: "Keep" }).waitFor();
    },
  },
  "keys-all-resting": { state: allResting, play: ({ goTo }) => goTo("keys") },
  "quota-estimated": {
    state: busySnapshot,
    async play({ page, goTo }) {
      await goTo("quota");
      const card = page.getByRole("region", { name: "Estimate" });
      await card.getByRole("button", { name: "Use my bot's own traffic" }).click();
      await card.getByText("From your bot's log").waitFor();
      await card.getByRole("button", { name: "Add what your bot sends now" }).click();
      await card.getByRole("button", { name: "Add a limit" }).click();
      await card.getByRole("textbox", { name: "Members of the server", exact: true }).fill("-5");
      await card.getByText("Must not be negative.").waitFor();
      await card.scrollIntoViewIfNeeded();
    },
  },
  "quota-rehearsing": {
    state: busySnapshot,
    async play(panel) {
      const card = await startedRehearsal(panel);
      panel.engine.advanceRehearsal(0.4);
      await card.getByRole("progressbar").scrollIntoViewIfNeeded();
    },
  },
  "quota-rehearsed": {
    state: busySnapshot,
    async play(panel) {
      const { page, engine } = panel;
      const card = await startedRehearsal(panel);
      engine.finishRehearsal();
      await card.locator(".recharts-bar-rectangle").first().waitFor();
      await page.getByRole("switch", { name: "Lay the rehearsal over it" }).click();
      for (const summary of await page.getByText("Show as a table").all()) await summary.click();
      await card.getByRole("table").first().scrollIntoViewIfNeeded();
    },
  },
  "persona-editor": {
    state: emptySnapshot,
    async play({ page, goTo }) {
      await goTo("settings");
      await page.getByRole("tab", { name: "Persona" }).click();
      const lorebook = { entries: [{ content: "The lamp is haunted." }] };
      const chunk = textChunk.tEXt("chara", base64OfJson(characterCard({ character_book: lorebook })));
      const card = { mimeType: "image/png", name: "mira.png", buffer: pngOf(chunk) };
      await page.locator("input[type=file]").setInputFiles(card);
      await page.getByRole("button", { name: "Save persona" }).waitFor();
      await page.getByRole("textbox", { name: "Description" }).fill("");
    },
  },
  "settings-checked": {
    state: busySnapshot,
    async play(panel) {
      await panel.goTo("settings");
      await press(panel, "Run the checks");
      await panel.page.getByText("The bot lacks Send Messages.").waitFor();
    },
  },
  "settings-checking": {
    state: busySnapshot,
    async play(panel) {
      panel.engine.hold("doctor/check", halfChecked);
      await panel.goTo("settings");
      await press(panel, "Run the checks");
      await panel.page.getByText("5 of 8 checks done.").scrollIntoViewIfNeeded();
    },
  },
  "setup-checking": {
    state: busySnapshot,
    async play(panel) {
      panel.engine.hold("doctor/step", halfChecked);
      await panel.goTo("setup");
      await panel.page.getByText('Waiting for Key "Main account"').waitFor();
    },
  },
  needs: {
    state: busySnapshot,
    async play(panel) {
      await press(panel, "2 things need you");
      await panel.page.getByRole("dialog", { name: "2 things need you" }).waitFor();
    },
  },
  notices: {
    state: (now) => ({ ...busySnapshot(now), notices: notices.toReversed() }),
    async play(panel) {
      await press(panel, "Notices");
      await panel.page.getByRole("dialog", { name: "Notices" }).waitFor();
    },
  },
  toasts: {
    state: busySnapshot,
    async play({ page, engine }) {
      for (const notice of notices) engine.emit({ type: "notice", notice });
      await page.getByText("Error", { exact: true }).waitFor();
    },
  },
  starting: {
    state(now) {
      const busy = busySnapshot(now);
      return { ...busy, status: { ...busy.status, state: "starting", guildCount: 0 } };
    },
    play: ({ page }) => page.getByText("Starting", { exact: true }).waitFor(),
  },
  "connection-lost": {
    state: busySnapshot,
    isCutOff: true,
    async play({ page, server }) {
      server.breakDown();
      await page.getByText("The connection to Quipdeck is lost").waitFor();
    },
  },
  "access-refused": {
    state: busySnapshot,
    isCutOff: true,
    async play({ page, server }) {
      server.refuse();
      await page.getByText("This link is no longer valid").waitFor();
    },
  },
  connecting: {
    state: busySnapshot,
    async play({ page, server }) {
      server.hang();
      await page.reload();
      await page.getByText("Connecting to Quipdeck").waitFor();
    },
  },
  "engine-silent": {
    state: busySnapshot,
    async play({ page, engine }) {
      engine.refusals.set(
        "app/snapshot",
        new QuipdeckError("internal", "The log cannot be read.", "Start Quipdeck again."),
      );
      // An event was missed: the panel asks for a new snapshot.
      engine.state = { ...engine.state, sequence: engine.state.sequence + 5 };
      engine.emit({ type: "status", status: engine.state.status });
      await page.getByText("The engine does not answer.").waitFor();
    },
  },
};
