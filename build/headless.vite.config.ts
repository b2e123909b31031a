import { defineConfig } from "vite";

/** The headless host as one program: it starts faster and in less memory than from its sources. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: "out/headless",
    target: "node24",
    rolldownOptions: {
      input: ["src/headless/cli.ts", "src/headless/rehearsal-worker.ts", "src/headless/shard-worker.ts"],
      output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
    },
  },
});
