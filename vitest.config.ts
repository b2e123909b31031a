import { defineConfig } from "vitest/config";

const wallsTest = "test/unit/walls.test.ts";
/** One browser or app at a time: they are slow to start and must not wait for each other. */
const endToEnd = { fileParallelism: false, testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { name: "walls", include: [wallsTest], testTimeout: 60_000 } },
      { test: { name: "unit", include: ["test/unit/**/*.test.{ts,tsx}"], exclude: [wallsTest], testTimeout: 30_000 } },
      { test: { name: "integration", include: ["test/integration/**/*.test.ts"], testTimeout: 20_000 } },
      { test: { name: "e2e-chromium", include: ["test/e2e/chromium/**/*.test.ts"], ...endToEnd } },
      { test: { name: "e2e-electron", include: ["test/e2e/electron/**/*.test.ts"], ...endToEnd } },
    ],
  },
});
