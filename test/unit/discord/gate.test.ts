import { describe, expect, it } from "vitest";
import { type GateContext, gate } from "../../../src/engine/discord/gate.ts";
import { profileSchema } from "../../../src/shared/settings.ts";
import { botUserId, incoming } from "../../support/messages.ts";

const answerChannel = "300000000000000007";

function context(overrides: Partial<GateContext> = {}): GateContext {
  return {
    profile: profileSchema.parse({ id: "production", name: "Production", answerChannelIds: [answerChannel] }),
    commandPrefix: "$",
    botUserId,
    isPaused: () => false,
    isOptedOut: () => false,
    admitMember: () => true,
    admitRefusal: () => true,
    ...overrides,
  };
}

const unaddressed = { mentionsBot: false, repliesToBot: false };

describe("who is answered", () => {
  it("answers a mention, a reply to the bot, and everything in an answer channel", () => {
    expect(gate(incoming({ mentionsBot: true }), context())).toMatchObject({ pass: true });
    expect(gate(incoming({ ...unaddressed, repliesToBot: true }), context())).toMatchObject({ pass: true });
    expect(gate(incoming({ ...unaddressed, channelId: answerChannel }), context())).toMatchObject({ pass: true });
  });

  it("leaves the rest alone", () => {
    expect(gate(incoming(unaddressed), context())).toEqual({ pass: false, outcome: "not-addressed" });
  });

  it("never answers another bot, mention or not", () => {
    const decision = gate(incoming({ authorIsBot: true, content: "$stop" }), context());
    expect(decision).toEqual({ pass: false, outcome: "from-bot" });
  });

  it("obeys the owner's switches for mentions and replies", () => {
    const profile = { ...context().profile, answerMentions: false, answerReplies: false };
    expect(gate(incoming(), context({ profile }))).toMatchObject({ outcome: "not-addressed" });
    const reply = incoming({ ...unaddressed, repliesToBot: true });
    expect(gate(reply, context({ profile }))).toMatchObject({ outcome: "not-addressed" });
  });

  it("stays out of ignored channels, a mention notwithstanding", () => {
    const message = incoming();
    const profile = { ...context().profile, ignoredChannelIds: [message.channelId] };
    expect(gate(message, context({ profile }))).toMatchObject({ outcome: "not-addressed" });
  });

  it("enters a thread of an answer channel only when threads are switched on", () => {
    const inThread = incoming({ ...unaddressed, parentChannelId: answerChannel });
    expect(gate(inThread, context())).toMatchObject({ outcome: "not-addressed" });
    const profile = { ...context().profile, answerInThreads: true };
    expect(gate(inThread, context({ profile }))).toMatchObject({ pass: true });
  });

  it("goes on in a thread of its own without a mention, where the owner has it open threads", () => {
    const further = incoming({ ...unaddressed, parentChannelId: "300000000000000002", isInOwnThread: true });
    expect(gate(further, context())).toMatchObject({ outcome: "not-addressed" });
    const profile = { ...context().profile, answerPlace: "thread-per-question" as const };
    expect(gate(further, context({ profile }))).toMatchObject({ pass: true });
    expect(gate({ ...further, isInOwnThread: false }, context({ profile }))).toMatchObject({
      outcome: "not-addressed",
    });
  });

  it.each(["$ignore just an aside", "$IGNORE", "$ignore, please", `<@${botUserId}> $ignore this`])(
    "leaves the aside %j alone",
    (content) => {
      expect(gate(incoming({ content }), context())).toEqual({ pass: false, outcome: "ignored-by-marker" });
    },
  );

  it("cannot read a reply whose text Discord withholds, and leaves what was not for it as it is", () => {
    const hidden = { content: "", isWithheld: true, mentionsBot: false };
    expect(gate(incoming({ ...hidden, repliesToBot: true }), context())).toEqual({ pass: false, outcome: "withheld" });
    expect(gate(incoming({ ...hidden }), context())).toEqual({ pass: false, outcome: "not-addressed" });
  });

  it("takes a longer word for what it is", () => {
    expect(gate(incoming({ content: "$ignored again" }), context())).toMatchObject({ pass: true });
  });

  it("says paused before it counts the question against the member", () => {
    const counted: string[] = [];
    const admitMember = (id: string) => counted.push(id) > 0;
    expect(gate(incoming(), context({ isPaused: () => true, admitMember }))).toMatchObject({ outcome: "paused" });
    expect(counted).toEqual([]);
  });

  it("stops a member who asks too fast", () => {
    expect(gate(incoming(), context({ admitMember: () => false }))).toMatchObject({ outcome: "too-fast" });
  });

  it("takes the bot's own mention off both ends of the question and leaves it in the middle", () => {
    const content = `<@${botUserId}> <@!${botUserId}> is <@${botUserId}> you? <@${botUserId}>`;
    const question = `is <@${botUserId}> you?`;
    const questionStart = content.indexOf(question);
    expect(gate(incoming({ content }), context())).toEqual({ pass: true, question, questionStart });
  });

  it("finds the question between any number of blanks and mentions at once", () => {
    const padding = `<@${botUserId}> ${" ".repeat(300_000)}`.repeat(3);
    const question = `is${" ".repeat(300_000)}it`;
    const decision = gate(incoming({ content: `${padding}${question}${padding}` }), context());
    expect(decision).toEqual({ pass: true, question, questionStart: padding.length });
  });
});

describe("commands at the gate", () => {
  it.each(["$stop", " $STOP ", `<@${botUserId}> $stop`])("hears %j, addressed or not", (content) => {
    const decision = gate(incoming({ ...unaddressed, content }), context());
    expect(decision).toEqual({ pass: false, outcome: "command", command: "stop" });
  });

  it("hears commands in a paused server, or nobody could wake the bot", () => {
    const decision = gate(
      incoming({ content: "$start", authorIsModerator: () => true }),
      context({ isPaused: () => true }),
    );
    expect(decision).toMatchObject({ outcome: "command", command: "start" });
  });

  it("takes a command with more behind it for talk", () => {
    expect(gate(incoming({ content: "$stop it, you" }), context())).toMatchObject({ pass: true });
  });

  it("follows the owner's prefix", () => {
    expect(gate(incoming({ content: "!stop" }), context({ commandPrefix: "!" }))).toMatchObject({ command: "stop" });
    expect(gate(incoming({ content: "$stop" }), context({ commandPrefix: "!" }))).toMatchObject({ pass: true });
  });

  it("takes a bare command for talk where the owner wants commands to address the bot", () => {
    const profile = { ...context().profile, readBareCommands: false };
    const bare = incoming({ ...unaddressed, channelId: answerChannel, content: "$stop" });
    expect(gate(bare, context({ profile }))).toMatchObject({ pass: true, question: "$stop" });
    for (const addressed of [{ mentionsBot: true }, { repliesToBot: true }]) {
      const decision = gate(incoming({ ...unaddressed, ...addressed, content: "$stop" }), context({ profile }));
      expect(decision).toMatchObject({ outcome: "command", command: "stop" });
    }
  });
});

describe("a member who has opted out", () => {
  const optedOut = { isOptedOut: () => true };

  it("is neither answered nor told apart from one who talks to others", () => {
    for (const message of [incoming(), incoming(unaddressed), incoming({ content: "$stop" })]) {
      expect(gate(message, context(optedOut))).toEqual({ pass: false, outcome: "opted-out" });
    }
  });

  it("can take it back, and have deleted what was kept before", () => {
    for (const command of ["optin", "forget"]) {
      expect(gate(incoming({ content: `$${command}` }), context(optedOut))).toMatchObject({ command });
    }
  });

  it("still gives a moderator's commands where they are one", () => {
    const message = incoming({ content: "$stop", authorIsModerator: () => true });
    expect(gate(message, context(optedOut))).toMatchObject({ command: "stop" });
  });
});

describe("members' commands", () => {
  const paused = { isPaused: () => true };

  it("are heard from everybody", () => {
    expect(gate(incoming({ ...unaddressed, content: "$help" }), context())).toMatchObject({ command: "help" });
  });

  it("count against the member's pace", () => {
    const message = incoming({ content: "$forget" });
    expect(gate(message, context({ admitMember: () => false }))).toEqual({ pass: false, outcome: "too-fast" });
  });

  it("decide on the member's data also in a paused server and in ignored channels", () => {
    const profile = { ...context().profile, ignoredChannelIds: [incoming().channelId] };
    for (const command of ["forget", "optout", "optin"]) {
      expect(gate(incoming({ content: `$${command}` }), context({ ...paused, profile }))).toMatchObject({ command });
    }
    expect(gate(incoming({ content: "$help" }), context(paused))).toEqual({ pass: false, outcome: "paused" });
  });
});

describe("commands of those who are no moderators", () => {
  const command = incoming({ ...unaddressed, content: "$status" });

  it("count against the member's pace", () => {
    expect(gate(command, context({ admitMember: () => false }))).toEqual({ pass: false, outcome: "too-fast" });
  });

  it("get no second refusal soon after the first", () => {
    expect(gate(command, context())).toMatchObject({ outcome: "command", command: "status" });
    expect(gate(command, context({ admitRefusal: () => false }))).toEqual({ pass: false, outcome: "command" });
  });

  it("get no word in a paused server", () => {
    expect(gate(command, context({ isPaused: () => true }))).toEqual({ pass: false, outcome: "paused" });
  });

  it("are not heard in ignored channels, where a moderator's are", () => {
    const profile = { ...context().profile, ignoredChannelIds: [command.channelId] };
    expect(gate(command, context({ profile }))).toEqual({ pass: false, outcome: "not-addressed" });
    const moderators = { ...command, authorIsModerator: () => true };
    const nobody = { admitMember: () => false, admitRefusal: () => false };
    expect(gate(moderators, context({ profile, ...nobody }))).toMatchObject({ command: "status" });
  });
});
