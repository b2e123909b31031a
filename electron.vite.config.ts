import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import type { Plugin } from "vite";

// `compat` is for end-to-end tests on Electron runtimes older than 45 only; users never get it.
const isCompat = process.env.QUIPDECK_BUILD === "compat";
const outFolder = isCompat ? "out-compat" : "out";
const nodeTarget = isCompat ? "node20" : "node24";
const chromiumTarget = isCompat ? "chrome130" : "chrome150";

/** Those runtimes lack node:sqlite. An alias would come too late: the name is taken as a built-in before it is asked. */
function replaceSqlite(): Plugin {
  return {
    name: "quipdeck:replace-sqlite",
    renderChunk: (code) => ({ code: code.replaceAll(/(["'])node:sqlite\1/g, '"@photostructure/sqlite"'), map: null }),
  };
}

export default defineConfig({
  main: {
    plugins: isCompat ? [replaceSqlite()] : [],
    build: {
      outDir: join(outFolder, "main"),
      target: nodeTarget,
      // All in one folder, so that `../../resources` holds everywhere.
      rolldownOptions: {
        input: ["src/main/index.ts", "src/main/rehearsal-worker.ts"],
        output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
      },
    },
  },
  preload: {
    build: {
      outDir: join(outFolder, "preload"),
      target: nodeTarget,
      // A sandboxed preload script can load nothing but Electron: one CommonJS file with all that it needs.
      externalizeDeps: false,
      rolldownOptions: {
        input: "src/preload/index.ts",
        output: { format: "cjs", entryFileNames: "[name].cjs", codeSplitting: false },
      },
    },
  },
  renderer: {
    root: "src/renderer",
    plugins: [react()],
    build: {
      outDir: join(outFolder, "renderer"),
      target: chromiumTarget,
      minify: true,
      // The Content-Security-Policy allows no data: scripts or styles.
      assetsInlineLimit: 0,
      rolldownOptions: { input: "src/renderer/index.html" },
    },
  },
});
