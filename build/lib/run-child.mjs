// Plain JavaScript, because build/run.mjs needs it before anything is installed.
import { spawn } from "node:child_process";
import { constants } from "node:os";

/**
 * Runs a program with this process's input and output, passes SIGINT and SIGTERM on, and resolves to its exit code
 * (128 + the signal's number when a signal ended it). Rejects when it cannot be started.
 *
 * @param {string} file
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function runChild(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: "inherit", ...options });
    const pass = (/** @type {NodeJS.Signals} */ signal) => {
      // A terminal sends Ctrl-C to the whole group: the child has it already.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    };
    const stopPassing = () => {
      process.off("SIGINT", pass);
      process.off("SIGTERM", pass);
    };
    process.on("SIGINT", pass);
    process.on("SIGTERM", pass);
    child.once("error", (error) => {
      stopPassing();
      reject(error);
    });
    child.once("close", (code, signal) => {
      stopPassing();
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}
