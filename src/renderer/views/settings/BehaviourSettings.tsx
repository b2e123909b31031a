import { SimpleGrid } from "@mantine/core";
import { sanitizerRules } from "../../../shared/settings.ts";
import { removalWords } from "../../words/tables.ts";
import { Section } from "./Section.tsx";
import { SettingNumber, SettingSwitch, SettingText } from "./setting-fields.tsx";

export function BehaviourSettings() {
  return (
    <div className="settings-columns">
      <Section title="Turns">
        <SimpleGrid className="aligned-fields" cols={2} spacing="sm">
          <SettingNumber
            path="behaviour.typingDelayMs"
            label="Show typing after"
            suffix=" s"
            scale={1000}
            description="Only when an answer takes longer."
          />
          <SettingNumber
            path="behaviour.staleAfterMs"
            label="Drop a question after"
            suffix=" s"
            scale={1000}
            description="Nobody waits for it any more."
          />
          <SettingNumber path="behaviour.maxConcurrentTurns" label="Answers written at a time" />
          <SettingNumber path="behaviour.maxQueuedTurns" label="Questions waiting at most" />
          <SettingNumber path="behaviour.memberQuestionsPerMinute" label="Questions per member and minute" />
          <SettingNumber path="behaviour.maxQuestionCharacters" label="Characters per question" />
          <SettingNumber
            path="behaviour.joinLinesMs"
            label="Join lines written within"
            suffix=" s"
            scale={1000}
            description="Answered once, under the last; 0 keeps lines apart."
          />
          <SettingNumber
            path="behaviour.catchUpMinutes"
            label="Catch up with the last"
            suffix=" min"
            description="After a restart or a lost session; needs Read Message History. 0: not at all."
          />
        </SimpleGrid>
        <SettingText
          path="behaviour.commandPrefix"
          label="Prefix of commands"
          description="As in $stop and $status for moderators, $help and $forget for everybody."
        />
      </Section>
      <Section title="Sanitizer" note="What is taken out of a message before the model reads it.">
        {sanitizerRules.map((rule) => (
          <SettingSwitch
            key={rule}
            path={`sanitizer.${rule}`}
            label={`Remove: ${removalWords[rule].label}`}
            description={removalWords[rule].why}
          />
        ))}
      </Section>
    </div>
  );
}
