import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { type Captured, captureNode } from "./capture.ts";
import { fromRoot, root } from "./paths.ts";

/** `product` is what users get; `compat` is the same for end-to-end tests on Electron runtimes older than 45. */
export type Variant = "product" | "compat";

const inputs = ["src/**/*", "electron.vite.config.ts", "build/*.config.ts", "package.json", "package-lock.json"];
const stampFile = ".inputs";

/** The folder that holds main, preload and renderer of a variant, and of the product the headless host. */
export function outFolder(variant: Variant): string {
  return fromRoot(variant === "product" ? "out" : "out-compat");
}

/** The folder to hand to Electron: it has a package.json that names the main script. */
export function appFolder(variant: Variant): string {
  return variant === "product" ? root : outFolder("compat");
}

/** Builds a variant unless its folder was built from the very same sources; ends the process where that fails. */
export async function ensureBuilt(variant: Variant = "product"): Promise<void> {
  const { exitCode, output } = await refreshBuild(variant);
  if (exitCode === 0) return;
  console.error(output);
  console.error("The build failed: the lines above say where.");
  process.exit(1);
}

/** Builds a variant unless its folder was built from the very same sources. */
export async function refreshBuild(variant: Variant): Promise<Captured> {
  const stamp = `${outFolder(variant)}/${stampFile}`;
  const hash = hashInputs();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return { exitCode: 0, output: "" };
  console.error(variant === "product" ? "Building …" : "Building the variant for older Electron runtimes …");
  const built = await captureNode("electron-vite/bin/electron-vite.js", ["build"], { QUIPDECK_BUILD: variant });
  if (built.exitCode !== 0) return built;
  if (variant === "compat") {
    writeCompatPackage();
  } else {
    const headless = await captureNode("vite/bin/vite.js", ["build", "--config", "build/headless.vite.config.ts"]);
    if (headless.exitCode !== 0) return headless;
  }
  writeFileSync(stamp, hash);
  return built;
}

function hashInputs(): string {
  const hash = createHash("sha256");
  for (const file of globSync(inputs, { cwd: root }).sort()) {
    const path = fromRoot(file);
    if (statSync(path).isFile()) hash.update(`${file}\0`).update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

/** Electron reads the app's name and version from the package.json beside it. */
function writeCompatPackage(): void {
  const { name, productName, version, type } = JSON.parse(readFileSync(fromRoot("package.json"), "utf8"));
  const compatPackage = { name, productName, version, type, main: "main/index.js" };
  writeFileSync(`${outFolder("compat")}/package.json`, `${JSON.stringify(compatPackage, null, 2)}\n`);
}
