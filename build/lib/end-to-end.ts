import { appFolder, outFolder } from "./built.ts";
import { capture } from "./capture.ts";
import { findOrInstallChromium } from "./chromium.ts";
import { hasDisplay, installedElectron, variantFor } from "./electron-runtime.ts";
import { type Outcome, skippedOnce } from "./stage.ts";
import { runVitest } from "./vitest-stage.ts";

/** Tests of the panel in a browser, served by the headless host. They find the browser in QUIPDECK_TEST_CHROMIUM. */
export async function testInChromium(filters: string[]): Promise<Outcome> {
  const chromium = await findOrInstallChromium();
  if (chromium === null) return skippedOnce("no Chromium was found; set CHROMIUM_PATH or install chromium");
  return runVitest({ project: "e2e-chromium", filters, environment: { QUIPDECK_TEST_CHROMIUM: chromium } });
}

/**
 * Tests of the desktop app. They find Electron's executable in QUIPDECK_TEST_ELECTRON, the folder to launch in
 * QUIPDECK_TEST_APP and that of main, preload and renderer in QUIPDECK_TEST_OUT.
 */
export async function testInElectron(filters: string[]): Promise<Outcome> {
  const runtime = installedElectron();
  if (runtime === null) return skippedOnce("no Electron runtime; set ELECTRON_OVERRIDE_DIST_PATH or run npx electron");
  const wrapper = hasDisplay() ? [] : ["xvfb-run", "-a"];
  if (wrapper.length > 0 && (await capture("xvfb-run", ["--help"])).exitCode !== 0) {
    return skippedOnce("no display and no xvfb-run");
  }
  const variant = variantFor(runtime);
  const environment = {
    QUIPDECK_TEST_ELECTRON: runtime.executable,
    QUIPDECK_TEST_APP: appFolder(variant),
    QUIPDECK_TEST_OUT: outFolder(variant),
  };
  return runVitest({ project: "e2e-electron", filters, environment, wrapper });
}
