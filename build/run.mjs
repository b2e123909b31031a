// Runs a task of build/tasks: `node build/run.mjs TASK [arguments]`. Plain JavaScript, for it must work on Node 20 with
// nothing installed: it installs what package-lock.json names, then hands over to the task under Node 24.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runChild } from "./lib/run-child.mjs";

const root = dirname(import.meta.dirname ?? dirname(fileURLToPath(import.meta.url)));
const tasksFolder = join(root, "build", "tasks");
/** The first major version that runs the tasks' TypeScript without a warning. */
const firstFittingNode = 24;

const [task, ...taskArguments] = process.argv.slice(2);
const tasks = readdirSync(tasksFolder).map((file) => file.replace(/\.ts$/, ""));
if (task === undefined || !tasks.includes(task)) {
  fail(`Usage: node build/run.mjs TASK [arguments], where TASK is one of ${tasks.join(", ")}.`, 2);
}
if (!dependenciesAreInstalled()) installDependencies();
if (process.env.npm_lifecycle_event !== undefined) endWithParent();

const taskFile = join(tasksFolder, `${task}.ts`);
if (Number.parseInt(process.versions.node, 10) >= firstFittingNode) {
  process.argv = [process.execPath, taskFile, ...taskArguments];
  await import(pathToFileURL(taskFile).href);
} else {
  process.exitCode = await runChild(installedNode(), [taskFile, ...taskArguments]);
}

/** Whether node_modules holds what package-lock.json asks for, by the record that npm itself keeps there. */
function dependenciesAreInstalled() {
  const recordFile = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(recordFile)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(recordFile, "utf8")).packages;
  return Object.entries(wanted).every(
    ([folder, entry]) => folder === "" || entry.optional || installed[folder]?.version === entry.version,
  );
}

/** Runs `npm ci`; all that it says goes to stderr, so that a task's own output stays clean. */
function installDependencies() {
  console.error("Installing the dependencies (npm ci) …");
  const npmArguments = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  /** @type {import("node:child_process").SpawnSyncOptions} */
  const options = { cwd: root, stdio: ["ignore", 2, 2] };
  const { npm_execpath: npmFile, npm_node_execpath: npmNode } = process.env;
  const isNpm = npmFile !== undefined && /npm-cli\.c?js$/.test(npmFile);
  const result = isNpm
    ? spawnSync(npmNode ?? process.execPath, [npmFile, ...npmArguments], options)
    : spawnSync("npm", npmArguments, { ...options, shell: process.platform === "win32" });
  if (result.status === 0) return;
  const reason = result.error ? result.error.message : `exit code ${result.status ?? result.signal}`;
  fail(
    `The dependencies could not be installed (npm ci: ${reason}); check the network and the lines above, then retry.`,
  );
}

/** The executable of the npm package `node`. */
function installedNode() {
  const folder = join(root, "node_modules", "node", "bin");
  const found = ["node", "node.exe"].map((name) => join(folder, name)).find((file) => existsSync(file));
  if (found) return found;
  fail("The npm package node has no executable: delete node_modules, allow its install script, and retry.");
}

/** Ends the task when npm is ended: the shell that npm puts in between dies of SIGTERM without passing it on. */
function endWithParent() {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, "SIGTERM");
  }, 500);
  timer.unref();
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function fail(sentence, exitCode = 1) {
  console.error(sentence);
  process.exit(exitCode);
}
