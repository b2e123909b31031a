// What the panel costs: its bundle, its first picture, and its frames under load.
import { chromium } from "playwright-core";
import { findOrInstallChromium } from "../../build/lib/chromium.ts";
import { benchBundle } from "./panel-bundle.ts";
import { benchFirstPicture } from "./panel-first-picture.ts";
import { benchFrames } from "./panel-frames.ts";

export async function benchPanel(): Promise<void> {
  console.log("-- bundle");
  await benchBundle();
  const executablePath = await findOrInstallChromium();
  if (executablePath === null) {
    console.log("No Chromium was found: set CHROMIUM_PATH to measure pictures and frames.");
    return;
  }
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--no-first-run"] });
  try {
    console.log("\n-- first useful picture");
    await benchFirstPicture(browser);
    console.log("\n-- frames");
    await benchFrames(browser);
  } finally {
    await browser.close();
  }
}
