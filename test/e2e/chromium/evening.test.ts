import { expect, it, onTestFinished } from "vitest";
import { start } from "../../support/command-line.ts";
import { liveThrough, openEvening } from "../../support/evening.ts";
import { launchChromium } from "../../support/panel-page.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

it("an evening in a server: started, asked, switched to the spare key, mended and stopped in the browser", async () => {
  const evening = await openEvening(temporaryFolder());
  const serving = start(["serve"], { ...evening.environment, QUIPDECK_PORT: "0" });
  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(await serving.link());
  await liveThrough(evening, page, "browser");
  serving.process.kill("SIGTERM");
  expect(await serving.finished).toMatchObject({ exitCode: 0 });
});
