import { defineConfig } from "vite";

/** The headless host as one program: it starts faster and in less memory than from its sources. */
export default defineConfig({
  build: {
    ssr: "src/headless/cli.ts",
    outDir: "out/headless",
    target: "node24",
    rolldownOptions: { output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" } },
  },
});
