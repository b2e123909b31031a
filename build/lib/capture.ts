import { spawn } from "node:child_process";
import { root } from "./paths.ts";

export interface Captured {
  exitCode: number;
  /** stdout and stderr, in the order in which they came. */
  output: string;
}

/** Runs a program in the repository's folder and keeps its output; a program that cannot be started has exit code 127. */
export function capture(file: string, args: string[], environment: NodeJS.ProcessEnv = {}): Promise<Captured> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (text: string) => {
      output += text;
    };
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    child.once("error", (error) => resolve({ exitCode: 127, output: `${output}${error.message}\n` }));
    child.once("close", (code) => resolve({ exitCode: code ?? 1, output }));
  });
}

/** Runs a Node program of node_modules, named by the path of its script, and keeps its output. */
export function captureNode(script: string, args: string[], environment: NodeJS.ProcessEnv = {}): Promise<Captured> {
  return capture(process.execPath, [`node_modules/${script}`, ...args], environment);
}
