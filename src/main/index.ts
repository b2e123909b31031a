import { app } from "electron";
import { readDesktopEnvironment } from "./environment.ts";
import { tellFatal } from "./fatal.ts";
import { claimPanelOrigin } from "./panel-protocol.ts";
import { startDesktop } from "./start-desktop.ts";

// Electron would show a stack.
process.on("uncaughtException", tellFatal);
try {
  const environment = readDesktopEnvironment();
  // One instance per data folder; a second one hands over to the first and ends.
  if (app.requestSingleInstanceLock()) {
    startDesktop(environment, claimPanelOrigin()).catch(tellFatal);
  } else {
    app.exit(0);
  }
} catch (thrown) {
  tellFatal(thrown);
}
