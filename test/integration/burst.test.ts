import { describe, expect, it } from "vitest";
import { startKit } from "../support/engine-kit.ts";

const primary = "hf_primary_key_of_no_value_aaaa";
const spare = "hf_spare_key_of_no_value_bbbb";
const questions = 60;
const perSecond = 15;
const channelCount = 12;
const answersOfPrimary = 25;

describe("a burst of 60 questions at 15 a second while the primary key runs out", () => {
  it("gets 60 replies, none twice, and refuses no more requests than were in flight", async () => {
    const kit = await startKit({
      keys: { [primary]: { hourlyLimit: answersOfPrimary, delayMs: 150 }, [spare]: { delayMs: 150 } },
    });
    const channels = Array.from({ length: channelCount }, (_, index) =>
      kit.discord.createTextChannel(kit.guild, { name: `channel-${index}` }),
    );
    const members = Array.from({ length: questions }, (_, index) =>
      kit.discord.addMember(kit.guild, { name: `member-${index}` }),
    );
    await kit.call("bot/start");
    let mostInFlight = 0;
    const stopWatching = kit.engine.subscribe(({ event }) => {
      if (event.type === "status") mostInFlight = Math.max(mostInFlight, event.status.inFlight);
    });
    const { maxConcurrentTurns } = kit.engine.snapshot().settings.behaviour;

    const asked: string[] = [];
    for (const [index, author] of members.entries()) {
      const channelId = channels[index % channelCount]?.id ?? "";
      const mentions = [kit.discord.botUser];
      asked.push(kit.discord.post({ channelId, author, content: `question ${index}`, mentions }).id);
      await new Promise((resolve) => setTimeout(resolve, 1000 / perSecond));
    }
    await kit.discord.waitForSent(questions, 15_000);
    const entries = await Promise.all(asked.map((id) => kit.logged(id)));
    stopWatching();

    const repliedTo = kit.discord.sent.map((message) => message.message_reference?.message_id ?? "");
    expect(repliedTo.toSorted()).toEqual(asked.toSorted());
    expect(entries.map(({ outcome }) => outcome)).toEqual(asked.map(() => "answered"));
    expect(kit.inference.count(primary, 200)).toBe(answersOfPrimary);
    expect(kit.inference.count(spare, 200)).toBe(questions - answersOfPrimary);
    expect(mostInFlight).toBeLessThanOrEqual(maxConcurrentTurns);
    const refused = kit.inference.requests.filter(({ status }) => status !== 200).length;
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThanOrEqual(maxConcurrentTurns);
    expect(kit.discord.rateLimited).toBe(0);
    const switches = kit.engine.snapshot().notices.filter(({ text }) => text.includes("answers now, after"));
    expect(switches).toHaveLength(1);
    const output = JSON.stringify([kit.engine.snapshot(), kit.events, kit.discord.sent]);
    for (const key of [primary, spare]) expect(output).not.toContain(key);
  }, 40_000);
});
