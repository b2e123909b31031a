import { Select } from "@mantine/core";
import { withValue } from "./rehearsal-draft.ts";
import type { RehearsalForm } from "./use-rehearsal-draft.ts";

const asSet = { value: "as-set", label: "As you have set it" };
const lines = [asSet, { value: "all", label: "All lines" }, { value: "mentions", label: "Mentions only" }];
const resting = [
  asSet,
  { value: "understudy", label: "The understudy answers" },
  { value: "announce", label: "The bot says when it is back" },
];

/** How the rehearsed bot is set, where that differs from the owner's own. */
export function BotChoices({ form: { draft, change } }: { form: RehearsalForm }) {
  const { mentionOnly, whenResting } = draft.scenario.bot;
  return (
    <>
      <Select
        label="The bot answers"
        w={190}
        allowDeselect={false}
        data={lines}
        value={mentionOnly === undefined ? asSet.value : mentionOnly ? "mentions" : "all"}
        onChange={(chosen) => {
          const value = chosen === asSet.value ? undefined : chosen === "mentions";
          change((known) => withValue(known, "scenario.bot.mentionOnly", value));
        }}
      />
      <Select
        label="When every key rests"
        w={230}
        allowDeselect={false}
        data={resting}
        value={whenResting ?? asSet.value}
        onChange={(chosen) => {
          const value = chosen === asSet.value ? undefined : chosen;
          change((known) => withValue(known, "scenario.bot.whenResting", value));
        }}
      />
    </>
  );
}
