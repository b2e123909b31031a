import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { capture } from "./capture.ts";

const names = ["chromium", "chromium-browser", "google-chrome"];

/** The Chromium to test in: $CHROMIUM_PATH, else one on the PATH, else Debian's, installed when run by root; or null. */
export async function findOrInstallChromium(): Promise<string | null> {
  const found = findChromium();
  if (found !== null || process.platform !== "linux" || process.getuid?.() !== 0) return found;
  console.log("Installing chromium (apt-get) …");
  const environment = { DEBIAN_FRONTEND: "noninteractive" };
  await capture("apt-get", ["update", "-q"], environment);
  const { exitCode, output } = await capture(
    "apt-get",
    ["install", "-y", "-q", "--no-install-recommends", "chromium", "fonts-dejavu-core", "fonts-noto-color-emoji"],
    environment,
  );
  if (exitCode !== 0) console.log(output.trimEnd());
  return findChromium();
}

function findChromium(): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const candidates = process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH, ...onPath] : onPath;
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
