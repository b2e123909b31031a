import { Command, InvalidArgumentError, Option } from "commander";
import { addEstimateOptions } from "./commands/estimate-options.ts";
import { addRehearseOptions } from "./commands/rehearse-options.ts";

/** The whole command line. Each command loads what it needs when it is called, so that the small ones stay quick. */
export function buildProgram(): Command {
  const program = new Command("quipdeck")
    .description("An AI chatbot on Discord, and its control room.")
    .exitOverride()
    .showHelpAfterError("(quipdeck --help shows what there is)");
  addServing(program);
  addTrying(program);
  addLooking(program);
  addSettings(program);
  return program;
}

function addServing(program: Command): void {
  program
    .command("serve")
    .description("run the bot and serve the panel")
    .option("--port <number>", "port of the panel, 0 picks a free one (default: QUIPDECK_PORT or 4747)", port)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--allow-host <name>", "another name under which the panel may be reached (may be repeated)", collect, [])
    .option("--open", "open the panel in the browser")
    .action(async (options) => (await import("./commands/serve.ts")).serve(options));
  program
    .command("check")
    .description(
      "look at token, intents, invitation, permissions, keys, personas and a test reply; each trouble comes with its mend",
    )
    .option("--json", "print JSON")
    .action(async (options) => (await import("./commands/check.ts")).check(options));
  program
    .command("invite")
    .description("print the link that invites the bot with the least permissions")
    .action(async () => (await import("./commands/invite.ts")).invite());
}

function addTrying(program: Command): void {
  program
    .command("reply")
    .description("answer TEXT as the bot would, without Discord")
    .argument("<text>")
    .option("--json", "print JSON")
    .action(async (text, options) => (await import("./commands/reply.ts")).reply(text, options));
  program
    .command("sanitize")
    .description("read lines and write them as the model would get them")
    .option("--json", "print {input, output, removed} for each line")
    .action(async (options) => (await import("./commands/sanitize.ts")).sanitizeLines(options));
  addEstimateOptions(program.command("estimate"))
    .description("tell whether the keys last, before the server meets the bot")
    .option("--json", "print JSON")
    .action(async (options) => (await import("./commands/estimate.ts")).estimateQuota(options));
  addRehearseOptions(program.command("rehearse"))
    .description("play a day of traffic through the bot's own gate, queue and keys, before it comes")
    .action(async (options) => (await import("./commands/rehearse.ts")).rehearse(options));
}

function addLooking(program: Command): void {
  program
    .command("log")
    .description("print the message log, oldest first")
    .option("--json", "print a JSON line per entry")
    .option("--follow", "go on with each new entry")
    .option("--search <query>", "only entries that hold these words")
    .addOption(
      new Option("--notices", "what the owner was told, instead of the messages").conflicts(["follow", "search"]),
    )
    .option("--limit <number>", "at most the newest so many entries", count, 100)
    .action(async ({ notices, ...options }) =>
      notices
        ? (await import("./commands/notices.ts")).printNotices(options)
        : (await import("./commands/log.ts")).printLog(options),
    );
}

function addSettings(program: Command): void {
  const settings = program.command("settings").description("read and change the settings");
  settings
    .command("get")
    .description("print all settings, or the value at a dotted path, as JSON")
    .argument("[path]")
    .action(async (path) => (await import("./commands/settings.ts")).getSetting(path));
  settings
    .command("set")
    .description("set the value at a dotted path; it is validated first")
    .argument("<path>", "such as behaviour.staleAfterMs")
    .argument("<json>", `the value as JSON; texts in double quotes, such as '"wisp"'`)
    .action(async (path, json) => (await import("./commands/settings.ts")).setSetting(path, json));
}

function port(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= 65_535) return value;
  throw new InvalidArgumentError("A port is a whole number from 0 to 65535.");
}

function count(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1) return value;
  throw new InvalidArgumentError("It must be a whole number of at least 1.");
}

function collect(value: string, others: string[]): string[] {
  return [...others, value];
}
