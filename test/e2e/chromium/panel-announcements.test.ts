import { expect, it } from "vitest";
import type { Notice } from "../../../src/shared/models.ts";
import { busySnapshot, logEntry } from "../../support/panel-data.ts";
import type { OpenPanel } from "../../support/panel-page.ts";
import { panelsInChromium } from "../../support/panels-in-chromium.ts";

const openPanel = panelsInChromium();

declare global {
  var saidAloud: string[];
}

/** Opens a panel whose time is wound on by hand, and writes down what a screen reader would say. */
async function listen(): Promise<OpenPanel> {
  const panel = await openPanel(busySnapshot(Date.now()));
  await panel.page.getByRole("region", { name: "Message log" }).getByRole("button").first().waitFor();
  await panel.page.clock.install();
  await panel.page.evaluate(() => {
    globalThis.saidAloud = [];
    const regions = "[role=status], [role=alert], [role=log], [aria-live]";
    new MutationObserver((changes) => {
      const around = changes.map(({ target }) => (target instanceof Element ? target : target.parentElement));
      const added = changes.flatMap(({ addedNodes }) => [...addedNodes].filter((node) => node instanceof Element));
      const within = added.flatMap((one) => [...(one.matches(regions) ? [one] : []), ...one.querySelectorAll(regions)]);
      const changed = new Set([...around.map((one) => one?.closest(regions)), ...within]);
      for (const region of changed) if (region?.checkVisibility()) globalThis.saidAloud.push(region.textContent);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return panel;
}

const said = ({ page }: OpenPanel) => page.evaluate(() => globalThis.saidAloud);

function burst({ engine }: OpenPanel): void {
  const now = Date.now();
  for (let id = 401; id <= 600; id += 1) engine.emit({ type: "log", entries: [logEntry(id, now)] });
  for (let openFailures = 4; openFailures <= 9; openFailures += 1) {
    const status = { ...engine.state.status, openFailures };
    engine.emit({ type: "status", status }, { status });
  }
  for (let place = 1; place <= 5; place += 1) {
    const notice: Notice = { id: now + place, at: now, kind: "general", level: "warning", text: `Notice ${place}.` };
    engine.emit({ type: "notice", notice });
  }
  const status = { ...engine.state.status, state: "reconnecting" } as const;
  engine.emit({ type: "status", status }, { status });
}

const sentence = "Bot: reconnecting. 6 new failures, 9 open. Warning: Notice 5. 4 earlier notices under the bell.";

it("a burst of messages, failures, notices and a change of state is one announcement", async () => {
  const panel = await listen();
  burst(panel);
  await panel.page.getByText("Notice 5.", { exact: true }).waitFor();
  await panel.page.clock.runFor(1000);
  await expect.poll(() => said(panel)).toEqual([sentence]);
  await panel.page.clock.runFor(30_000);
  expect(await said(panel)).toEqual([sentence]);
});

it("while more comes all the time, a reader is interrupted every few seconds at most", async () => {
  const panel = await listen();
  const { page, engine } = panel;
  for (let second = 1; second <= 12; second += 1) {
    const status = { ...engine.state.status, openFailures: 3 + second };
    engine.emit({ type: "status", status }, { status });
    await page.getByText(`${3 + second} open`, { exact: true }).waitFor();
    await page.clock.runFor(1000);
  }
  const count = (await said(panel)).length;
  expect(count).toBeGreaterThanOrEqual(2);
  expect(count).toBeLessThanOrEqual(4);
});

it("a failure is told after others were resolved, too", async () => {
  const panel = await listen();
  const { page, engine } = panel;
  for (const openFailures of [0, 1]) {
    const status = { ...engine.state.status, openFailures };
    engine.emit({ type: "status", status }, { status });
    await page.getByTitle(`${openFailures} open`, { exact: true }).waitFor();
  }
  await page.clock.runFor(1000);
  await expect.poll(() => said(panel)).toEqual(["1 new failure, 1 open."]);
});
