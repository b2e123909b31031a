import type { BrowserWindow } from "electron";
import { errorCodeOf } from "../shared/file-problem.ts";
import { tellOwner } from "./tell.ts";

const observedMs = 60_000;
const maxReloads = 4;
const firstDelayMs = 500;

/** How long to wait before a crashed page is loaded again, ms, doubled each time; null after too many crashes in a minute. */
function reloadDelayMs(crashesAtMs: readonly number[], nowMs: number): number | null {
  const recent = crashesAtMs.filter((atMs) => nowMs - atMs < observedMs).length;
  return recent > maxReloads ? null : firstDelayMs * 2 ** Math.max(0, recent - 1);
}

/** The panel in its window: loaded again when it crashes, given up with a sentence when it cannot be shown. */
export class PanelPage {
  readonly #window: BrowserWindow;
  readonly #address: string;
  /** Monotonic times, ms. */
  #crashesAtMs: number[] = [];
  #isGivenUp = false;

  constructor(window: BrowserWindow, address: string) {
    this.#window = window;
    this.#address = address;
    window.webContents.on("render-process-gone", (_event, { reason }) => {
      if (reason !== "clean-exit") this.#meetCrash(reason);
    });
    window.webContents.on("did-navigate", (_event, _url, status) => {
      if (status >= 400) this.#giveUp(`its page is missing: ${status}`);
    });
    void this.#load();
  }

  /** Tries again with a page that was given up; does nothing to one that is well. */
  revive(): void {
    if (!this.#isGivenUp) return;
    this.#isGivenUp = false;
    this.#crashesAtMs = [];
    void this.#load();
  }

  async #load(): Promise<void> {
    if (this.#window.isDestroyed()) return;
    try {
      await this.#window.loadURL(this.#address);
    } catch (thrown) {
      // A navigation that gave way to a newer one.
      if (errorCodeOf(thrown) !== "ERR_ABORTED") this.#giveUp(errorCodeOf(thrown) ?? "it could not be loaded");
    }
  }

  /** The engine and the bot run on meanwhile. */
  #meetCrash(reason: string): void {
    const nowMs = performance.now();
    this.#crashesAtMs = [...this.#crashesAtMs.filter((atMs) => nowMs - atMs < observedMs), nowMs];
    const delayMs = reloadDelayMs(this.#crashesAtMs, nowMs);
    if (delayMs === null) this.#giveUp(`it crashes again and again: ${reason}`);
    else setTimeout(() => void this.#load(), delayMs);
  }

  #giveUp(why: string): void {
    if (this.#isGivenUp || this.#window.isDestroyed()) return;
    this.#isGivenUp = true;
    void tellOwner(
      `The panel cannot be shown (${why}). The bot is not affected. Choose "Show Quipdeck" in the tray to try again, or install Quipdeck again.`,
    );
  }
}
