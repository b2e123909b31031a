// What Quipdeck costs: `npm run bench` measures all, `npm run bench -- rehearsal` one of them.
import { benchBot } from "./bot.ts";
import { benchPanel } from "./panel.ts";
import { benchRehearsal } from "./rehearsal.ts";

const benches: Record<string, () => Promise<void>> = { bot: benchBot, panel: benchPanel, rehearsal: benchRehearsal };

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(", ")}. There are ${Object.keys(benches).join(", ")}.`);
  process.exit(2);
}
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n== ${name}`);
  await bench();
}
