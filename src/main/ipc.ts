import { type IpcMainInvokeEvent, ipcMain } from "electron";
import type { Engine } from "../engine/engine.ts";
import { ipcChannels, type Reply } from "../shared/contract.ts";
import { isPanelUrl, type PanelOrigin } from "./panel-protocol.ts";
import type { PanelWindow } from "./window.ts";

const foreignSender: Reply = {
  ok: false,
  error: { code: "unauthorized", message: "Only the panel itself may give commands.", mend: "Restart Quipdeck." },
};

/** Commands from the panel to the engine, which parses them; events from the engine to the panel. */
export function connectIpc(
  engine: Pick<Engine, "dispatch" | "subscribe">,
  panel: PanelWindow,
  origin: PanelOrigin,
): void {
  ipcMain.handle(ipcChannels.command, (event, command: unknown, input: unknown) =>
    isFromPanel(event, panel, origin) ? engine.dispatch(String(command), input) : foreignSender,
  );
  engine.subscribe((event) => panel.send(event));
}

/** The sender must be the top frame of our own window, showing our own page. */
function isFromPanel({ sender, senderFrame }: IpcMainInvokeEvent, panel: PanelWindow, origin: PanelOrigin): boolean {
  return (
    senderFrame !== null && senderFrame.parent === null && panel.isSender(sender) && isPanelUrl(senderFrame.url, origin)
  );
}
