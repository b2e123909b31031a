import { app, session, shell } from "electron";
import { isPanelUrl, type PanelOrigin } from "./panel-protocol.ts";

/** Sites that the panel's links may open in the browser, with everything below them. */
const linkedSites = ["discord.com", "huggingface.co"];

/** Whether a link may leave the app: https, to a site that Quipdeck itself links to. */
export function mayOpenOutside(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username } = new URL(address);
  return (
    protocol === "https:" &&
    username === "" &&
    linkedSites.some((site) => hostname === site || hostname.endsWith(`.${site}`))
  );
}

/** No page may open windows, leave the panel or embed another; must run before the first window. */
export function hardenContents(origin: PanelOrigin): void {
  app.on("web-contents-created", (_event, contents) => {
    contents.setWindowOpenHandler(({ url }) => {
      openOutside(url);
      return { action: "deny" };
    });
    contents.on("will-navigate", (event, url) => {
      if (isPanelUrl(url, origin)) return;
      event.preventDefault();
      openOutside(url);
    });
    contents.on("will-frame-navigate", (event) => {
      if (!isPanelUrl(event.url, origin)) event.preventDefault();
    });
    contents.on("will-attach-webview", (event) => event.preventDefault());
  });
}

/** Denies the panel every permission but writing to the clipboard, which its copy buttons need. */
export function denyPermissions(origin: PanelOrigin): void {
  const isGranted = (permission: string, address: string) =>
    permission === "clipboard-sanitized-write" && isPanelUrl(address, origin);
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) => {
    answer(isGranted(permission, requestingUrl));
  });
  session.defaultSession.setPermissionCheckHandler((_contents, permission, asker) => isGranted(permission, asker));
}

function openOutside(url: string): void {
  if (mayOpenOutside(url)) void shell.openExternal(url);
}
