import { app, BrowserWindow, screen } from "electron";
import type { ipcChannels, SequencedEvent } from "../shared/contract.ts";
import type { DesktopEnvironment } from "./environment.ts";
import { PanelPage } from "./panel-page.ts";
import type { PanelOrigin } from "./panel-protocol.ts";
import { createWindowPlaceStore, type WindowPlace, type WindowPlaceStore } from "./settings-store.ts";

const firstSize = { width: 1200, height: 800 };
/** A window that is being moved is in many places. */
const settleMs = 500;
const smallestSize = { minWidth: 640, minHeight: 480 };

/** The one window with the panel: made when it is first shown, hidden rather than closed where the owner wants that. */
export class PanelWindow {
  readonly #environment: Pick<DesktopEnvironment, "preloadFile" | "iconFile">;
  readonly #origin: PanelOrigin;
  readonly #closesToTray: () => boolean;
  readonly #places: WindowPlaceStore;
  #window: BrowserWindow | null = null;
  #page: PanelPage | null = null;
  /** Whether something half written would be lost with the page; the page tells. */
  hasUnsaved = false;
  #mayClose = false;
  #onPageGone: () => void = () => undefined;
  #placeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(environment: DesktopEnvironment, origin: PanelOrigin, closesToTray: () => boolean) {
    this.#environment = environment;
    this.#origin = origin;
    this.#closesToTray = closesToTray;
    this.#places = createWindowPlaceStore(environment.dataFolder);
  }

  get browserWindow(): BrowserWindow | null {
    return this.#window;
  }

  /** Brings the window to the front, wherever it was. */
  show(): void {
    if (this.#window === null) {
      this.#window = this.#create();
      return;
    }
    this.#page?.revive();
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  /** Called as the app ends: from then on the window may really close. */
  prepareToClose(): void {
    this.#mayClose = true;
    this.#savePlace();
  }

  isFocused(): boolean {
    return this.#window?.isFocused() ?? false;
  }

  /** Whether a message comes from the panel's own page in this window. */
  isSender(contents: Electron.WebContents): boolean {
    return this.#window?.webContents === contents;
  }

  send(channel: typeof ipcChannels.event, event: SequencedEvent): void;
  send(channel: typeof ipcChannels.progress, id: unknown, progress: unknown): void;
  send(channel: string, ...sent: unknown[]): void {
    const contents = this.#window?.webContents;
    if (contents && !contents.isDestroyed()) contents.send(channel, ...sent);
  }

  /** Tells each time that the page is loaded anew, has crashed or its window is closed: it waits for no answer any more. */
  onPageGone(listener: () => void): void {
    this.#onPageGone = listener;
  }

  #losePage(): void {
    this.hasUnsaved = false;
    this.#onPageGone();
  }

  #create(): BrowserWindow {
    const { preloadFile, iconFile } = this.#environment;
    const place = this.#places.load();
    const window = new BrowserWindow({
      ...firstSize,
      ...visiblePlace(place),
      ...smallestSize,
      title: "Quipdeck",
      show: false,
      ...(iconFile === null ? {} : { icon: iconFile }),
      webPreferences: {
        preload: preloadFile,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        // The spell checker would fetch its dictionaries from the network.
        spellcheck: false,
      },
    });
    window.once("ready-to-show", () => {
      if (place?.isMaximized) window.maximize();
      window.show();
    });
    // Kept at once, for not every end of an app is announced.
    window.on("resize", () => this.#savePlaceSoon());
    window.on("move", () => this.#savePlaceSoon());
    window.on("close", (event) => this.#onClose(event, window));
    window.on("closed", () => {
      clearTimeout(this.#placeTimer);
      this.#window = null;
      this.#page = null;
      this.#losePage();
    });
    window.webContents.on("did-navigate", () => this.#losePage());
    window.webContents.on("render-process-gone", () => this.#losePage());
    this.#page = new PanelPage(window, `${this.#origin}/`);
    return window;
  }

  #savePlaceSoon(): void {
    clearTimeout(this.#placeTimer);
    this.#placeTimer = setTimeout(() => this.#savePlace(), settleMs);
  }

  #savePlace(): void {
    if (this.#window === null || this.#window.isDestroyed()) return;
    this.#places.save({ ...this.#window.getNormalBounds(), isMaximized: this.#window.isMaximized() });
  }

  #onClose(event: Electron.Event, window: BrowserWindow): void {
    if (this.#mayClose) return;
    event.preventDefault();
    if (this.#closesToTray() || process.platform === "darwin") window.hide();
    else app.quit();
  }
}

/** The place, where a screen still shows it; otherwise the system chooses. */
function visiblePlace(place: WindowPlace | null): Partial<WindowPlace> {
  if (place === null) return {};
  const { x, y, width, height } = place;
  const { workArea } = screen.getDisplayMatching(place);
  const isVisible =
    x < workArea.x + workArea.width &&
    x + width > workArea.x &&
    y < workArea.y + workArea.height &&
    y + height > workArea.y;
  return isVisible ? { x, y, width, height } : { width, height };
}
