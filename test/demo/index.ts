// A server full of members and an inference service with tight limits, both on this machine, and Quipdeck between them.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seededRandom } from "../../src/engine/random.ts";
import { defaultSettings } from "../../src/shared/settings.ts";
import { FakeInference } from "../support/fake-inference.ts";
import { openServer } from "./crowd.ts";

const seed = 20210314;
/** The service's hour lasts this long, so that nobody has to wait for the turn of a real one. */
const demoHourMs = 60_000;
const questionsAnHour = { primary: 14, spare: 24 };
const hourMs = 3_600_000;

const keys = { primary: "hf_demo_primary_key_of_no_value", spare: "hf_demo_spare_key_of_no_value" };
const crowd = await openServer(seededRandom(seed));
const inference = await FakeInference.start({ now: () => (Date.now() / demoHourMs) * hourMs });
for (const name of ["primary", "spare"] as const) {
  inference.setKey(keys[name], { hourlyLimit: questionsAnHour[name], delayMs: 900, atLimit: restUntilTheHourTurns() });
}
const home = mkdtempSync(join(tmpdir(), "quipdeck-demo-"));
process.once("exit", () => rmSync(home, { recursive: true, force: true }));
writeSettings();

Object.assign(process.env, {
  QUIPDECK_HOME: home,
  QUIPDECK_DISCORD_TOKEN: crowd.discord.token,
  QUIPDECK_DISCORD_API: crowd.discord.restBase,
  QUIPDECK_HF_KEYS: `${keys.primary},${keys.spare}`,
  QUIPDECK_HF_ENDPOINT: inference.url,
  QUIPDECK_AUTOSTART: "1",
});
console.log("The demo's server and inference service run on this machine; nothing leaves it. Ctrl+C ends it.");
startTalkingOnce();
// From here on it is the real app, as `npm start` starts it, until it ends.
await import("../../build/tasks/start.ts");
await crowd.close();
await inference.close();
process.exit();

/** The crowd begins when the bot is there; it may take a while until the owner has opened the app. */
function startTalkingOnce(): void {
  crowd.discord.waitForGateway("identified", { timeoutMs: 1000 }).then(crowd.startTalking, startTalkingOnce);
}

/** What the real service says, with the demo's own hour in Retry-After. */
function restUntilTheHourTurns() {
  const body = JSON.stringify({ error: "Rate limit reached. You reached free usage limit (reset hourly)." });
  const headers = { "content-type": "application/json", "retry-after": String(demoHourMs / 2000) };
  return { status: 429, headers, body };
}

function writeSettings(): void {
  const settings = defaultSettings();
  for (const profile of settings.profiles) profile.answerChannelIds = [crowd.answerChannel.id];
  settings.profiles = settings.profiles.slice(0, 1);
  writeFileSync(join(home, "settings.json"), JSON.stringify(settings));
}
