import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openDatabase } from "../../src/engine/storage/database.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { VirtualClock } from "./virtual-clock.ts";

/** A database on virtual time in a folder of its own, with what its owner is told. */
export function openTestDatabase(options: { file?: string; maxPages?: number; onTrouble?: () => void } = {}) {
  const file = options.file ?? join(temporaryFolder(), "quipdeck.db");
  const clock = new VirtualClock();
  const told: (string | null)[] = [];
  const maxPages = options.maxPages === undefined ? {} : { maxPages: options.maxPages };
  const onTrouble = (sentence: string | null) => {
    told.push(sentence);
    options.onTrouble?.();
  };
  const database = openDatabase({ file, clock, onTrouble, ...maxPages });
  let isOpen = true;
  const close = () => {
    if (isOpen) database.close();
    isOpen = false;
  };
  onTestFinished(close);
  return { database, clock, told, file, close };
}
