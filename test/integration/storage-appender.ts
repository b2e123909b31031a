import { createRedactor } from "../../src/engine/log/redact.ts";
import { openStores } from "../../src/engine/storage/stores.ts";
import { createSystemClock } from "../../src/host/system-clock.ts";
import { sampleMessage } from "../support/log-samples.ts";

/** Appends without end to the database that the first argument names, and prints each id that was acknowledged. */
const [, , file = ""] = process.argv;
const clock = createSystemClock();
const { log } = openStores({ file, clock, redactor: createRedactor(), onTrouble: () => process.exit(1) });
log.onCommitted((entries) => process.stdout.write(`${entries.map(({ id }) => id).join("\n")}\n`));

function appendSome(): void {
  for (let count = 0; count < 5; count += 1) log.append(sampleMessage({ content: `message of ${clock.now()}` }));
  clock.after(2, appendSome);
}
appendSome();
