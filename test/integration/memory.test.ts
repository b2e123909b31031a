import { describe, expect, it } from "vitest";
import type { Settings } from "../../src/shared/settings.ts";
import { startKit } from "../support/engine-kit.ts";

const key = "hf_primary_key_of_no_value_aaaa";

function kitWith(memory: Partial<Settings["memory"]>) {
  return startKit({ keys: { [key]: {} }, change: (settings) => void Object.assign(settings.memory, memory) });
}

/** What the model was last asked, as far as members said it: earlier questions, and the question. */
function asked(kit: Awaited<ReturnType<typeof kitWith>>): unknown[] {
  const said = kit.inference.requests.at(-1)?.body.messages ?? [];
  return said.map(({ content }) => content).filter((content) => String(content).startsWith("about "));
}

describe("the memory", () => {
  it("is off by default: every question stands for itself", async () => {
    const kit = await kitWith({});
    await kit.call("bot/start");
    await kit.logged(kit.ask("about tea").id);
    await kit.logged(kit.ask("about coffee").id);
    expect(asked(kit)).toEqual(["about coffee"]);
  });

  it("of a channel is loaded after a restart", async () => {
    const first = await kitWith({ turns: 5 });
    await first.call("bot/start");
    await first.logged(first.ask("about tea").id);
    const second = await first.restart();
    await second.call("bot/start");
    await second.logged(second.ask("about coffee").id);
    expect(asked(second)).toEqual(["about tea", "about coffee"]);
  });

  it("of a reply chain goes back along the replies, and leaves out what was said beside them", async () => {
    const kit = await kitWith({ turns: 5, scope: "reply-chain" });
    await kit.call("bot/start");
    const first = await kit.logged(kit.ask("about tea").id);
    await kit.logged(kit.ask("about the weather").id);
    const posted = kit.discord.post({
      channelId: kit.channel.id,
      author: kit.ann,
      content: "about its colour",
      replyTo: { id: first.replyIds[0] ?? "" },
    });
    await kit.logged(posted.id);
    expect(asked(kit)).toEqual(["about tea", "about its colour"]);
  });

  it.each(["thread-per-question", "thread-per-member-day"] as const)(
    "goes on in the thread (%s)",
    async (answerPlace) => {
      const kit = await startKit({
        keys: { [key]: {} },
        change(settings) {
          Object.assign(settings.memory, { turns: 5 });
          for (const profile of settings.profiles) profile.answerPlace = answerPlace;
        },
      });
      await kit.call("bot/start");
      const ben = kit.discord.addMember(kit.guild, { name: "ben" });
      await kit.logged(kit.ask("about the weather", ben).id);
      await kit.logged(kit.ask("about tea").id);
      const thread = kit.discord.sent.at(-1)?.channelId ?? "";
      await kit.logged(kit.discord.post({ channelId: thread, author: kit.ann, content: "about its colour" }).id);
      expect(asked(kit)).toEqual(["about tea", "about its colour"]);
    },
  );

  it("of one persona is not another's, though it is the same member who asks", async () => {
    const kit = await kitWith({ turns: 5, scope: "member" });
    await kit.call("bot/start");
    await kit.logged(kit.ask("about tea").id);
    const other = kit.engine.snapshot().personas.find(({ id }) => id !== "marlow")?.id ?? "";
    await kit.call("settings/set", { path: "profiles.0.personaId", value: other });
    await kit.logged(kit.ask("about coffee").id);
    expect(asked(kit)).toEqual(["about coffee"]);
  });

  it("holds nothing of a member who is to be forgotten", async () => {
    const kit = await kitWith({ turns: 5, scope: "member" });
    await kit.call("bot/start");
    await kit.logged(kit.ask("about tea").id);
    await kit.call("log/forget-member", { authorId: kit.ann.id });
    await kit.logged(kit.ask("about coffee").id);
    expect(asked(kit)).toEqual(["about coffee"]);
  });
});
