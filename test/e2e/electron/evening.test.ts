import { it } from "vitest";
import { desktop, launchDesktop } from "../../support/desktop-app.ts";
import { liveThrough, openEvening } from "../../support/evening.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

it.skipIf(!desktop.executable || !desktop.app)(
  "an evening in a server: started, asked, switched to the spare key, mended and stopped in the desktop app",
  async () => {
    const folder = temporaryFolder();
    const evening = await openEvening(folder);
    const { page } = await launchDesktop(folder, evening.environment);
    await liveThrough(evening, page, "desktop");
  },
);
