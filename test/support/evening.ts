import type { Locator, Page } from "playwright-core";
import { expect, onTestFinished, vi } from "vitest";
import { startFakeDiscord } from "./fake-discord.ts";
import { FakeInference } from "./fake-inference.ts";
import { takeScreenshot } from "./panel-page.ts";

const secrets = { primary: "hf_primary_key_of_this_evening", spare: "hf_spare_key_of_this_evening" };
/** Questions that the primary key answers in its hour, which does not turn in a test. */
const primaryAnswers = 2;
const generous = 20_000;
const soon = { timeout: generous };

/** A server and an inference service on this machine, and the environment in which a host finds both. */
export async function openEvening(folder: string) {
  const hour = Date.now();
  const inference = await FakeInference.start({ now: () => hour });
  onTestFinished(() => inference.close());
  inference.setKey(secrets.primary, { hourlyLimit: primaryAnswers, atLimit: "rate-limited-hourly" });
  inference.setKey(secrets.spare, {});
  const discord = await startFakeDiscord({ botName: "Marlow" });
  onTestFinished(() => discord.close());
  const guild = discord.createGuild({ name: "The Lighthouse Café" });
  const stream = discord.createTextChannel(guild, { name: "stream-chat" });
  // The bot may not read the history here, so its reply is refused.
  const locked = discord.createTextChannel(guild, {
    name: "announcements",
    overwrites: [{ target: discord.botUser.id, deny: ["ReadMessageHistory"] }],
  });
  const ada = discord.addMember(guild, { name: "ada", displayName: "Ada" });
  const environment = {
    QUIPDECK_HOME: folder,
    QUIPDECK_DISCORD_TOKEN: discord.token,
    QUIPDECK_DISCORD_API: discord.restBase,
    QUIPDECK_HF_KEYS: `${secrets.primary},${secrets.spare}`,
    QUIPDECK_HF_ENDPOINT: inference.url,
  };
  const ask = (channel: typeof stream, content: string) =>
    discord.post({ channelId: channel.id, author: ada, content, mentions: [discord.botUser] });
  return { discord, inference, environment, stream, locked, ask };
}

type Evening = Awaited<ReturnType<typeof openEvening>>;

/** An evening as its owner sees it, from Start to Stop; `host` names the screenshots. */
export async function liveThrough(evening: Evening, page: Page, host: string): Promise<void> {
  page.setDefaultTimeout(generous);
  const look = (name: string) => takeScreenshot(page, `evening-${host}-${name}`);
  await startTheBot(evening, page);
  await followAQuestion(evening, page);
  await look("live");
  await seeTheKeySwitch(evening, page);
  await look("keys");
  await mendAFailure(evening, page);
  await look("playground");
  await stopByKeyboard(evening, page);
  await look("stopped");
}

async function startTheBot({ discord }: Evening, page: Page): Promise<void> {
  await page.getByRole("link", { name: "Live" }).click();
  await page.getByText("No messages yet").waitFor();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await discord.waitForGateway("identified", { timeoutMs: generous });
  await page.getByRole("banner").getByText("Online", { exact: true }).waitFor();
  await strip(page).getByText("1 server").waitFor();
}

/** What a member wrote, what the model was asked, and the answer, which hangs on the question. */
async function followAQuestion({ discord, inference, stream, ask }: Evening, page: Page): Promise<void> {
  const question = ask(stream, "what shall we play <:tags:1> tonight 😄");
  const answer = await discord.waitForSent(({ channelId }) => channelId === stream.id, generous);
  expect(answer.message_reference?.message_id).toBe(question.id);
  expect(inference.requests[0]?.body.messages?.at(-1)?.content).toContain("what shall we play tonight");
  const row = page.getByRole("button", { name: /Answered.*what shall we play/ });
  await row.click();
  const opened = page.getByRole("listitem").filter({ has: row });
  await opened.locator("del").getByText("😄").waitFor();
  await opened.getByText(answer.content).first().waitFor();
  await opened.getByRole("button", { name: "Show the prompt" }).click();
  await opened.getByRole("list", { name: "Prompt" }).waitFor();
  const link = await opened.getByRole("link", { name: /sent answer/ }).getAttribute("href");
  expect(link).toBe(`https://discord.com/channels/${question.guildId}/${stream.id}/${answer.id}`);
}

/** The primary key's hour runs out: the spare answers the same question, and the owner is told. */
async function seeTheKeySwitch({ discord, stream, ask }: Evening, page: Page): Promise<void> {
  for (const content of ["and after that?", "one more round?"]) {
    const question = ask(stream, content);
    await discord.waitForSent((sent) => sent.message_reference?.message_id === question.id, generous);
  }
  await strip(page)
    .getByText(/^Environment 2, until .*when Environment 1 is back$/)
    .waitFor();
  await page.getByRole("link", { name: "Keys" }).click();
  const primary = page.getByRole("region", { name: "Key Environment 1" });
  await primary.getByText("Cooling").waitFor();
  const spare = page.getByRole("region", { name: "Key Environment 2" });
  await spare.getByText("Ready").waitFor();
}

/** A channel in which the bot may not reply: the failure says so, and its message is tried again offline. */
async function mendAFailure({ locked, ask }: Evening, page: Page): Promise<void> {
  ask(locked, "are you there?");
  await page.getByRole("link", { name: /Failures.*1 open/ }).click();
  const details = page.getByRole("article", { name: "Failure" });
  await details.getByText("are you there?").first().waitFor();
  await details.getByText("#announcements").first().waitFor();
  await page.getByRole("link", { name: "Try again offline" }).click();
  const composer = page.getByRole("textbox", { name: "Your message" });
  await vi.waitFor(async () => expect(await composer.inputValue()).toContain("are you there?"), soon);
  await composer.press("Enter");
  await page
    .getByText(/Environment 2/)
    .last()
    .waitFor();
  await page.getByRole("link", { name: "Failures" }).click();
  await page.getByRole("button", { name: "Mark resolved" }).click();
  await page.getByText("Nothing is open.").waitFor();
  await page.getByRole("link", { name: "Playground" }).click();
}

async function stopByKeyboard({ discord }: Evening, page: Page): Promise<void> {
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("stop the bot");
  await page.keyboard.press("Enter");
  await page.getByRole("banner").getByText("Stopped", { exact: true }).waitFor();
  await expect.poll(() => discord.connectionCount).toBe(0);
}

function strip(page: Page): Locator {
  return page.getByRole("region", { name: "Status" });
}
