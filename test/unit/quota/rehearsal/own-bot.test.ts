import { describe, expect, it } from "vitest";
import { rehearse } from "../../../../src/engine/quota/rehearsal/rehearse.ts";
import { variantsOf } from "../../../../src/engine/quota/rehearsal/what-ifs.ts";
import { storyLimits } from "../../../../src/shared/estimate.ts";
import type { RehearsalResult } from "../../../../src/shared/rehearsal.ts";
import { rehearsalRequestSchema, type ScenarioInput, scenarioSchema } from "../../../../src/shared/scenario.ts";
import { defaultSettings, type Settings } from "../../../../src/shared/settings.ts";
import { rehearsedBot, settle } from "../../../support/rehearsal-kit.ts";

function rehearseWith(
  change: (settings: Settings) => void,
  scenario: ScenarioInput = {},
  whatIfs = false,
): Promise<RehearsalResult> {
  const settings = defaultSettings();
  change(settings);
  const request = rehearsalRequestSchema.parse({ scenario: { members: 200, ...scenario }, runs: 2, whatIfs });
  return rehearse({ request, bot: { ...rehearsedBot, settings } }, settle);
}

const withAnswerChannel = ({ profiles }: Settings) => {
  for (const profile of profiles) profile.answerChannelIds = ["100000000000000001"];
};
const namesOf = ({ whatIfs }: RehearsalResult) => whatIfs.map(({ id }) => id);

describe("the owner's profile in a rehearsal", () => {
  it("without answer channels makes the bot one that is written to by mentions only", async () => {
    const { figures, whatIfs } = await rehearseWith(() => undefined, {}, true);
    expect(figures.questions).toEqual(figures.messages);
    expect(whatIfs.map(({ id }) => id)).not.toContain("mention-only");
  });

  it("with answer channels answers every line, and mentions only where the scenario says so", async () => {
    const all = await rehearseWith(withAnswerChannel, {}, true);
    expect(all.figures.questions).toEqual(all.figures.messages);
    expect(namesOf(all)).toContain("mention-only");
    const called = await rehearseWith(withAnswerChannel, { bot: { mentionOnly: true } });
    expect(called.figures.questions.mid).toBeLessThan(called.figures.messages.mid * 0.6);
  });

  it("is kept in all else: a bot that does not answer mentions has no questions", async () => {
    const { figures } = await rehearseWith(({ profiles }) => {
      for (const profile of profiles) profile.answerMentions = false;
    });
    expect(figures.questions.high).toBe(0);
  });
});

describe("the what-ifs", () => {
  it("leave out what is so already by the owner's settings", async () => {
    const hasty = await rehearseWith(
      ({ behaviour }) => {
        behaviour.memberQuestionsPerMinute = 1;
      },
      {},
      true,
    );
    expect(namesOf(hasty)).toEqual(["one-more-key", "other-plan"]);
  });

  it("leave out what cannot help where nothing limits the keys", async () => {
    expect(namesOf(await rehearseWith(withAnswerChannel, { limits: [] }, true))).toEqual([
      "member-pause",
      "mention-only",
    ]);
  });
});

describe("the what-if of another plan", () => {
  const overheadOf = (scenario: ScenarioInput) => {
    const variants = variantsOf(scenarioSchema.parse(scenario), defaultSettings());
    return variants.find(({ id }) => id === "other-plan")?.scenario.overheadCharacters;
  };

  it("counts as that plan does, and not as the story's did", () => {
    expect(overheadOf({ limits: storyLimits(), overheadCharacters: 0 })).toBeNull();
  });

  it("keeps a way of counting that the owner chose", () => {
    expect(overheadOf({ limits: storyLimits(), overheadCharacters: 50 })).toBe(50);
  });
});

describe("a rehearsal in which no key can ever answer", () => {
  it("says that one message is larger than a limit, and the mend", async () => {
    const limits = [{ window: "hour" as const, unit: "characters" as const, amount: 500 }];
    for (const limitsAreKnown of [true, false]) {
      const { sentence } = await rehearseWith(() => undefined, { limits, limitsAreKnown });
      expect(sentence).toMatch(
        /^The keys answer none of about \d+ questions: one message with persona, memory and answer counts about 1,\d{3} characters, and a key allows 500 characters an hour\. Take a plan/,
      );
    }
  });

  it("says what the owner would be told of a service that never answers", async () => {
    const { sentence } = await rehearseWith(() => undefined, {
      members: 20,
      model: { silenceShare: 1, failureShare: 0 },
    });
    expect(sentence).toMatch(/^The keys answer none of about \d+ questions: no answer came within 60 seconds\. /);
  });
});
