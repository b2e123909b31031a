import type { PreloadApi } from "../../shared/contract.ts";
import { whenShown } from "../state/visibility.ts";
import { createIpcBridge } from "./ipc-bridge.ts";
import type { PanelBridge } from "./panel-bridge.ts";
import { createWebSocketBridge } from "./web-socket-bridge.ts";

declare global {
  interface Window {
    /** Put there by the preload script; absent in a browser. */
    readonly quipdeck?: PreloadApi;
  }
}

const bridgePath = "/bridge";

/** The transport that fits where the panel runs. */
export function chooseBridge(): PanelBridge {
  if (window.quipdeck) return createIpcBridge(window.quipdeck);
  const { protocol, host } = window.location;
  const url = `${protocol === "https:" ? "wss:" : "ws:"}//${host}${bridgePath}`;
  return createWebSocketBridge({ url, isRefused: isAccessRefused, whenShown });
}

async function isAccessRefused(): Promise<boolean> {
  // A host that cannot be reached has refused nothing: the bridge tries again.
  const response = await fetch(bridgePath, { cache: "no-store" }).catch(() => null);
  return response?.status === 401;
}
