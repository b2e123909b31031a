import type { ViewName } from "./views.ts";

interface Place {
  view: ViewName;
  /** As the address names it: `#settings?part=privacy`. */
  part: string;
  label: string;
  /** Other words under which it is found. */
  alias?: string;
}

/** Parts of views that are worth going to at once. */
export const places: readonly Place[] = [
  { view: "playground", part: "chat", label: "Playground: Chat", alias: "try answer test reply compare" },
  { view: "playground", part: "sanitizer", label: "Playground: Sanitizer", alias: "emoji tags ignore test box" },
  { view: "keys", part: "add", label: "Keys: Add keys", alias: "new token hugging face paste several" },
  { view: "quota", part: "limits", label: "Quota: Limits", alias: "use keys left" },
  { view: "quota", part: "usage", label: "Quota: Use by hour", alias: "chart day switches" },
  { view: "quota", part: "month", label: "Quota: This month", alias: "forecast run out credits" },
  { view: "quota", part: "estimate", label: "Quota: Estimate", alias: "members requests hours days plan" },
  { view: "quota", part: "rehearsal", label: "Quota: Rehearsal", alias: "scenario simulate what if" },
  {
    view: "settings",
    part: "discord",
    label: "Settings: Discord",
    alias: "bot token invite permissions threads slash",
  },
  { view: "settings", part: "persona", label: "Settings: Persona", alias: "character card instructions examples" },
  {
    view: "settings",
    part: "behaviour",
    label: "Settings: Behaviour",
    alias: "queue typing turns questions per minute catch up sanitizer rules prefix",
  },
  {
    view: "settings",
    part: "conversation",
    label: "Settings: Conversation",
    alias: "memory remember words block list",
  },
  {
    view: "settings",
    part: "inference",
    label: "Settings: Inference",
    alias: "model provider endpoint temperature attempts time",
  },
  { view: "settings", part: "alerts", label: "Settings: Alerts", alias: "notices thresholds limits in sight" },
  { view: "settings", part: "privacy", label: "Settings: Privacy", alias: "delete log retention days forget a member" },
  { view: "settings", part: "profiles", label: "Settings: Profiles", alias: "development production bots" },
  {
    view: "settings",
    part: "desktop",
    label: "Settings: Desktop",
    alias: "tray start on launch notifications secrets",
  },
];
