import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromRoot } from "../../build/lib/paths.ts";
import { defaultSettings } from "../../src/shared/settings.ts";

/** Where a bot under measurement finds its Discord and its model. */
export interface Surroundings {
  discordApi: string;
  discordToken: string;
  inferenceUrl: string;
  inferenceKey: string;
}

export interface Contestant {
  name: string;
  pid: number;
  stop(): Promise<void>;
}

/** The bot of test/bench/bare-bot.mjs. */
export function startBareBot(surroundings: Surroundings): Contestant {
  const child = start([fromRoot("test/bench/bare-bot.mjs")], {
    BENCH_DISCORD_API: surroundings.discordApi,
    BENCH_DISCORD_TOKEN: surroundings.discordToken,
    BENCH_HF_ENDPOINT: surroundings.inferenceUrl,
    BENCH_HF_KEY: surroundings.inferenceKey,
  });
  return contestant("bare bot", child, () => undefined);
}

/** The whole headless host with its panel server, log and ledger, as `quipdeck serve` runs it. */
export function startQuipdeck(surroundings: Surroundings): Contestant {
  const home = mkdtempSync(join(tmpdir(), "quipdeck-bench-"));
  const settings = defaultSettings();
  // One busy crowd of few members: their pace is not what is measured.
  settings.behaviour.memberQuestionsPerMinute = 600;
  settings.behaviour.maxConcurrentTurns = 64;
  writeFileSync(join(home, "settings.json"), JSON.stringify(settings));
  const child = start([fromRoot("out/headless/cli.js"), "serve", "--port", "0"], {
    QUIPDECK_HOME: home,
    QUIPDECK_DISCORD_API: surroundings.discordApi,
    QUIPDECK_DISCORD_TOKEN: surroundings.discordToken,
    QUIPDECK_HF_ENDPOINT: surroundings.inferenceUrl,
    QUIPDECK_HF_KEYS: surroundings.inferenceKey,
    QUIPDECK_AUTOSTART: "1",
  });
  return contestant("Quipdeck", child, () => rmSync(home, { recursive: true, force: true }));
}

function start(args: string[], environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

function contestant(name: string, child: ChildProcess, cleanUp: () => void): Contestant {
  if (child.pid === undefined) throw new Error(`${name} could not be started`);
  return {
    name,
    pid: child.pid,
    async stop() {
      if (child.exitCode === null) {
        const ended = once(child, "exit");
        child.kill("SIGTERM");
        await ended;
      }
      cleanUp();
    },
  };
}
