import { join, normalize, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { app, net, protocol } from "electron";
import { panelHeaders } from "../host/panel-policy.ts";

/** Where the panel lives: nothing else is ever shown in the window. */
export type PanelOrigin = "quipdeck://panel" | "https://panel.quipdeck.invalid";

/**
 * The panel's own protocol. An Electron whose default app is CommonJS starts ES modules when it is ready, too late for
 * that: there the panel gets an https name that cannot exist outside, and every https request of a page ends here.
 */
export function claimPanelOrigin(): PanelOrigin {
  if (app.isReady()) return "https://panel.quipdeck.invalid";
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([{ scheme: "quipdeck", privileges }]);
  return "quipdeck://panel";
}

/** Whether an address belongs to the panel. */
export function isPanelUrl(address: string, origin: PanelOrigin): boolean {
  if (!URL.canParse(address)) return false;
  // Not `origin`, which is "null" for schemes that the URL parser of Node does not know.
  const { protocol: scheme, host } = new URL(address);
  return `${scheme}//${host}` === origin;
}

/** Serves the built panel with its policy; anything outside its folder does not exist. */
export function servePanelFiles(folder: string, origin: PanelOrigin): void {
  protocol.handle(origin.slice(0, origin.indexOf(":")), async (request) => {
    const file = panelFileOf(folder, request.url, origin);
    if (request.method !== "GET" || file === null)
      return new Response("There is nothing here.", { status: 404, headers: panelHeaders });
    try {
      const found = await net.fetch(pathToFileURL(file).href);
      return new Response(found.body, { headers: { ...headersOf(found), ...panelHeaders } });
    } catch {
      // net.fetch rejects for a file that is not there.
      return new Response("There is no such file in the panel.", { status: 404, headers: panelHeaders });
    }
  });
}

/** The file that an address of the panel stands for; null for other addresses and for ways out of the folder. */
export function panelFileOf(folder: string, address: string, origin: PanelOrigin): string | null {
  if (!isPanelUrl(address, origin)) return null;
  const path = decodePath(new URL(address).pathname);
  if (path === null) return null;
  const file = normalize(join(folder, path === "/" ? "index.html" : path));
  return file.startsWith(normalize(folder) + sep) ? file : null;
}

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

function headersOf(found: Response): Record<string, string> {
  const type = found.headers.get("content-type");
  return type === null ? {} : { "content-type": type };
}
