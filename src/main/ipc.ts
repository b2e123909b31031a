import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from "electron";
import type { Engine } from "../engine/engine.ts";
import { PanelCalls } from "../engine/panel-calls.ts";
import { ipcChannels, type Reply } from "../shared/contract.ts";
import { isPanelUrl, type PanelOrigin } from "./panel-protocol.ts";
import type { PanelWindow } from "./window.ts";

const foreignSender: Reply = {
  ok: false,
  error: { code: "unauthorized", message: "Only the panel itself may give commands.", mend: "Restart Quipdeck." },
};

/** Commands from the panel to the engine, which parses them; their progress and the engine's events to the panel. */
export function connectIpc(
  engine: Pick<Engine, "dispatch" | "subscribe">,
  panel: PanelWindow,
  origin: PanelOrigin,
): void {
  const calls = new PanelCalls(engine.dispatch);
  ipcMain.handle(ipcChannels.command, (event, id: unknown, command: unknown, input: unknown) => {
    if (!isFromPanel(event, panel, origin)) return foreignSender;
    return calls.run(id, String(command), input, (progress) => panel.send(ipcChannels.progress, id, progress));
  });
  ipcMain.on(ipcChannels.cancel, (event, id: unknown) => {
    if (isFromPanel(event, panel, origin)) calls.cancel(id);
  });
  ipcMain.on(ipcChannels.unsaved, (event, isUnsaved: unknown) => {
    if (isFromPanel(event, panel, origin)) panel.hasUnsaved = isUnsaved === true;
  });
  panel.onPageGone(() => calls.cancelAll());
  engine.subscribe((event) => panel.send(ipcChannels.event, event));
}

/** The sender must be the top frame of our own window, showing our own page. */
function isFromPanel(
  { sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent,
  panel: PanelWindow,
  origin: PanelOrigin,
): boolean {
  return (
    senderFrame !== null && senderFrame.parent === null && panel.isSender(sender) && isPanelUrl(senderFrame.url, origin)
  );
}
