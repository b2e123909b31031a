import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { onTestFinished, vi } from "vitest";

const cli = join(import.meta.dirname, "..", "..", "src", "headless", "cli.ts");

export interface Finished {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** A running command of Quipdeck's command line; what it has said so far is in `stdout` and `stderr`. */
export interface Running {
  readonly stdout: string;
  readonly stderr: string;
  process: ChildProcessWithoutNullStreams;
  finished: Promise<Finished>;
  /** The address that `serve` prints once it listens. */
  link(): Promise<string>;
}

/** Starts the real program in a process of its own, with no other configuration than `environment`. */
export function start(args: string[], environment: Record<string, string>): Running {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [cli, ...args], { env: { PATH, HOME, ...environment } });
  onTestFinished(() => void child.kill("SIGKILL"));
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      said[stream] += text;
    });
  }
  const finished = once(child, "close").then(([exitCode]) => ({ exitCode: exitCode as number | null, ...said }));
  return {
    get stdout() {
      return said.stdout;
    },
    get stderr() {
      return said.stderr;
    },
    process: child,
    finished,
    link: () => Promise.race([linkIn(said), finished.then(tooEarly)]),
  };
}

/** Runs a command to its end. */
export async function run(
  args: string[],
  environment: Record<string, string>,
  input: string | Buffer = "",
): Promise<Finished> {
  const running = start(args, environment);
  running.process.stdin.end(input);
  return running.finished;
}

function linkIn(said: { stdout: string }): Promise<string> {
  return vi.waitFor(
    () => {
      const link = /^Panel: (\S+)$/m.exec(said.stdout)?.[1];
      if (link === undefined) throw new Error(`no link in ${JSON.stringify(said.stdout)}`);
      return link;
    },
    { timeout: 15_000 },
  );
}

function tooEarly({ exitCode, stderr }: Finished): never {
  throw new Error(`serve ended with ${exitCode}: ${stderr}`);
}
