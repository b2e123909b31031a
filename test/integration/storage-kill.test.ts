import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { MessageLog } from "../../src/engine/log/message-log.ts";
import { createRedactor } from "../../src/engine/log/redact.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { openTestDatabase } from "../support/test-database.ts";

const appender = fileURLToPath(new URL("./storage-appender.ts", import.meta.url));

/** Ids that were acknowledged before the process was killed amid its work. */
async function acknowledgedBeforeTheKill(file: string, atLeast: number): Promise<number[]> {
  const child = spawn(process.execPath, [appender, file], { stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  child.stdout.on("data", (chunk) => {
    printed += chunk;
    if (printed.split("\n").length > atLeast) child.kill("SIGKILL");
  });
  const [, signal] = await once(child, "close");
  expect(signal).toBe("SIGKILL");
  // The last line may be cut.
  return printed.split("\n").slice(0, -1).map(Number);
}

describe("a host that is killed", () => {
  it("loses no entry that it has acknowledged, and goes on afterwards", async () => {
    const file = join(temporaryFolder(), "quipdeck.db");
    for (const atLeast of [20, 200]) {
      const acknowledged = await acknowledgedBeforeTheKill(file, atLeast);
      const { database, close } = openTestDatabase({ file });
      const stored = new Set(
        database
          .statement<{ id: number }>("SELECT id FROM messages")
          .all()
          .map(({ id }) => id),
      );
      expect(database.problem).toBeNull();
      expect(acknowledged.length).toBeGreaterThanOrEqual(atLeast);
      expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
      const found = new MessageLog(database, createRedactor(), (id) => id).list({ limit: 1000, search: "message" });
      expect(found.entries).toHaveLength(Math.min(1000, stored.size));
      close();
    }
  });
});
