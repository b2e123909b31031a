import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const wallsTest = "test/unit/walls.test.ts";
/** More would only wait for each other. */
const cores = Math.min(availableParallelism(), 4);
/** A browser keeps a core busy; an app is slow to start and is looked at alone. */
const endToEnd = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { name: "walls", include: [wallsTest], testTimeout: 60_000 } },
      {
        test: {
          name: "unit",
          include: ["test/unit/**/*.test.{ts,tsx}"],
          exclude: [wallsTest],
          maxWorkers: cores,
          testTimeout: 30_000,
        },
      },
      {
        // They wait for sockets and timers more than for a core.
        test: {
          name: "integration",
          include: ["test/integration/**/*.test.ts"],
          maxWorkers: cores + 1,
          testTimeout: 20_000,
        },
      },
      { test: { name: "e2e-chromium", include: ["test/e2e/chromium/**/*.test.ts"], maxWorkers: cores, ...endToEnd } },
      { test: { name: "e2e-electron", include: ["test/e2e/electron/**/*.test.ts"], maxWorkers: 1, ...endToEnd } },
    ],
  },
});
