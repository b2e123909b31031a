// What the panel's bundle weighs, and of what it consists.
import { globSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build, type InlineConfig, type Rolldown } from "vite";
import { fromRoot } from "../../build/lib/paths.ts";
import config from "../../electron.vite.config.ts";

const own = "the panel itself";

interface Share {
  name: string;
  /** Before minification, bytes. */
  bytes: number;
}

/** Throws where a package is in the bundle that nothing in the panel leads to, or is imported and leaves nothing in it. */
export async function benchBundle(): Promise<void> {
  for (const file of globSync("out/renderer/assets/*.{js,css}", { cwd: fromRoot() }).sort()) {
    const content = readFileSync(fromRoot(file));
    console.log(`${file.padEnd(44)} ${kibibytes(content.length)}, ${kibibytes(gzipSync(content).length)} gzipped`);
  }
  const chunks = await bundledChunks();
  const shares = sharesOf(chunks);
  const total = shares.reduce((sum, { bytes }) => sum + bytes, 0);
  console.log("\nScripts by package, before minification");
  for (const { name, bytes } of shares) {
    console.log(`${name.padEnd(44)} ${kibibytes(bytes)} ${((bytes / total) * 100).toFixed(1).padStart(5)} %`);
  }
  const present = new Set(shares.filter(({ bytes }) => bytes > 0).map(({ name }) => name));
  const unused = importedPackages().filter((name) => !present.has(name));
  const empty = shares.filter(({ bytes }) => bytes === 0).map(({ name }) => name);
  if (unused.length > 0) throw new Error(`imported by the panel, but nothing of it is used: ${unused.join(", ")}`);
  console.log(
    `\n${present.size - 1} packages, each of them in use; tree shaking left nothing of ${empty.length} others.`,
  );
}

async function bundledChunks(): Promise<Rolldown.OutputChunk[]> {
  const renderer = (config as unknown as { renderer: InlineConfig }).renderer;
  const output = await build({
    ...renderer,
    root: fromRoot("src/renderer"),
    configFile: false,
    logLevel: "silent",
    build: {
      ...renderer.build,
      write: false,
      rolldownOptions: { ...renderer.build?.rolldownOptions, input: fromRoot("src/renderer/index.html") },
    },
  });
  const outputs = (Array.isArray(output) ? output : [output]) as Rolldown.RolldownOutput[];
  return outputs.flatMap((one) => one.output).filter((part) => part.type === "chunk");
}

function sharesOf(chunks: readonly Rolldown.OutputChunk[]): Share[] {
  const bytes = new Map<string, number>();
  for (const { modules } of chunks) {
    for (const [id, { renderedLength }] of Object.entries(modules)) {
      const name = packageOf(id);
      bytes.set(name, (bytes.get(name) ?? 0) + renderedLength);
    }
  }
  return [...bytes].map(([name, sum]) => ({ name, bytes: sum })).sort((one, other) => other.bytes - one.bytes);
}

function packageOf(id: string): string {
  const inner = id.split("node_modules/").at(-1);
  if (inner === undefined || inner === id) return own;
  return inner
    .split("/")
    .slice(0, inner.startsWith("@") ? 2 : 1)
    .join("/");
}

/** The packages that the panel's own files name; styles are no part of the scripts. */
function importedPackages(): string[] {
  const files = globSync("src/{renderer,shared}/**/*.{ts,tsx}", { cwd: fromRoot() });
  const names = files.flatMap((file) =>
    [...readFileSync(fromRoot(file), "utf8").matchAll(/^import (?!type ).*?from "([^".][^"]*)"/gms)].map(
      ([, name = ""]) => packageOf(`node_modules/${name}`),
    ),
  );
  return [...new Set(names)];
}

function kibibytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KiB`.padStart(11);
}
