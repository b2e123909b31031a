/** The letters that start, stop and reboot the bot in the desktop app, together with Ctrl or Command, and Shift. */
export const botShortcutLetters = { "bot/start": "S", "bot/stop": "X", "bot/reboot": "R" } as const;
