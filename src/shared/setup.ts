/** What must be right before the bot can chat, in the order in which an owner sets it up. */
export const setupSteps = ["token", "intents", "invite", "channel", "key", "persona", "reply"] as const;
export type SetupStep = (typeof setupSteps)[number];
