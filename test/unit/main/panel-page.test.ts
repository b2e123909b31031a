import { EventEmitter } from "node:events";
import type { BrowserWindow } from "electron";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PanelPage } from "../../../src/main/panel-page.ts";
import { tellOwner } from "../../../src/main/tell.ts";

vi.mock("../../../src/main/tell.ts", () => ({ tellOwner: vi.fn(async () => undefined) }));

let webContents: EventEmitter;
let loadURL: ReturnType<typeof vi.fn<(address: string) => Promise<void>>>;

function openPage(): PanelPage {
  const window = { webContents, loadURL, isDestroyed: () => false };
  return new PanelPage(window as unknown as BrowserWindow, "quipdeck://panel/");
}

const crash = () => webContents.emit("render-process-gone", {}, { reason: "crashed" });

beforeEach(() => {
  vi.useFakeTimers();
  vi.mocked(tellOwner).mockClear();
  webContents = new EventEmitter();
  loadURL = vi.fn(async () => undefined);
});
afterEach(() => void vi.useRealTimers());

describe("the panel's page", () => {
  it("is loaded again after a crash, later each time, and given up with a sentence when it keeps crashing", async () => {
    openPage();
    for (const delayMs of [500, 1000, 2000, 4000]) {
      loadURL.mockClear();
      crash();
      vi.advanceTimersByTime(delayMs - 1);
      expect(loadURL).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
      expect(loadURL).toHaveBeenCalledWith("quipdeck://panel/");
    }
    loadURL.mockClear();
    crash();
    vi.advanceTimersByTime(60_000);
    expect(loadURL).not.toHaveBeenCalled();
    expect(tellOwner).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("crashes again and again"));
  });

  it("that crashes now and then is loaded again for as long as it runs", () => {
    openPage();
    for (let round = 0; round < 20; round += 1) {
      crash();
      vi.advanceTimersByTime(60_000);
    }
    expect(loadURL).toHaveBeenCalledTimes(21);
    expect(tellOwner).not.toHaveBeenCalled();
  });

  it("that cannot be loaded is told of, and tried again when the owner asks for the window", async () => {
    loadURL.mockRejectedValueOnce(Object.assign(new Error(), { code: "ERR_FAILED" }));
    const page = openPage();
    await vi.waitFor(() => expect(tellOwner).toHaveBeenCalledWith(expect.stringContaining("ERR_FAILED")));
    page.revive();
    page.revive();
    expect(loadURL).toHaveBeenCalledTimes(2);
  });

  it("that is missing is told of", () => {
    openPage();
    webContents.emit("did-navigate", {}, "quipdeck://panel/", 404);
    expect(tellOwner).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("missing: 404"));
  });

  it("says nothing of a load that gave way to another", async () => {
    loadURL.mockRejectedValueOnce(Object.assign(new Error(), { code: "ERR_ABORTED" }));
    openPage();
    await vi.advanceTimersByTimeAsync(1000);
    expect(tellOwner).not.toHaveBeenCalled();
  });
});
