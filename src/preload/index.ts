import { contextBridge, ipcRenderer } from "electron";
import type { ipcChannels, PreloadApi, SequencedEvent } from "../shared/contract.ts";

// Repeated, and held equal by the compiler: importing the contract would bring its whole schema library in here.
const channels: typeof ipcChannels = { command: "quipdeck:command", event: "quipdeck:event" };

const api: PreloadApi = {
  invoke: (command, input) => ipcRenderer.invoke(channels.command, command, input),
  onEvent(listener) {
    const forward = (_event: unknown, event: SequencedEvent) => listener(event);
    ipcRenderer.on(channels.event, forward);
    return () => ipcRenderer.off(channels.event, forward);
  },
};

contextBridge.exposeInMainWorld("quipdeck", api);
