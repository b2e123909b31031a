import { Notification } from "electron";
import type { Engine } from "../engine/engine.ts";
import type { EngineEvent } from "../shared/contract.ts";
import { sentenceOf } from "../shared/errors.ts";
import type { BotState } from "../shared/models.ts";
import { visibleText } from "../shared/visible-text.ts";
import type { PanelWindow } from "./window.ts";

/** Tells the owner of trouble, and of all that befalls the keys, while he looks elsewhere, unless he has switched that off. */
export function notifyOwner(engine: Pick<Engine, "health" | "settings" | "subscribe">, panel: PanelWindow): void {
  let lastState: BotState = engine.health().state;
  engine.subscribe(({ event }) => {
    const news = newsIn(event, lastState);
    if (event.type === "status") lastState = event.status.state;
    if (news === null || panel.isFocused() || !Notification.isSupported()) return;
    if (!engine.settings().desktop.notifications) return;
    const notification = new Notification({ title: "Quipdeck", body: plainText(news) });
    notification.on("click", () => panel.show());
    notification.show();
  });
}

/** The same with nothing hidden, and without what the notification servers of Linux take for markup, such as a picture. */
export function plainText(text: string): string {
  return visibleText(text).replaceAll("<", "‹").replaceAll("&", "＆");
}

/** What an event has to say that cannot wait; null for the rest. */
export function newsIn(event: EngineEvent, lastState: BotState): string | null {
  if (event.type === "notice") {
    const { kind, level, text } = event.notice;
    return kind !== "general" || level === "error" ? text : null;
  }
  if (event.type !== "status" || event.status.state === lastState) return null;
  const { state, problem } = event.status;
  if (state === "failed") return problem === null ? "The bot has failed." : sentenceOf(problem);
  return state === "reconnecting" ? "The bot has lost its connection to Discord and is reconnecting." : null;
}
