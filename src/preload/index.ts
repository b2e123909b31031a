import { contextBridge, ipcRenderer } from "electron";
import type { ipcChannels, PreloadApi, SequencedEvent } from "../shared/contract.ts";

// Repeated, and held equal by the compiler: importing the contract would bring its whole schema library in here.
const channels: typeof ipcChannels = {
  command: "quipdeck:command",
  cancel: "quipdeck:cancel",
  progress: "quipdeck:progress",
  unsaved: "quipdeck:unsaved",
  event: "quipdeck:event",
};

const api: PreloadApi = {
  invoke: (id, command, input) => ipcRenderer.invoke(channels.command, id, command, input),
  cancel: (id) => ipcRenderer.send(channels.cancel, id),
  tellUnsaved: (isUnsaved) => ipcRenderer.send(channels.unsaved, isUnsaved),
  onProgress: (listener) => listen(channels.progress, listener),
  onEvent: (listener: (event: SequencedEvent) => void) => listen(channels.event, listener),
};

/** Keeps Electron's own event, with which a page could reach more than the contract, out of the page. */
function listen<Sent extends unknown[]>(channel: string, listener: (...sent: Sent) => void): () => void {
  const forward = (_event: unknown, ...sent: unknown[]) => listener(...(sent as Sent));
  ipcRenderer.on(channel, forward);
  return () => ipcRenderer.off(channel, forward);
}

contextBridge.exposeInMainWorld("quipdeck", api);
