import { visibleText } from "../../../shared/visible-text.ts";
import { Section } from "./Section.tsx";
import { SettingNumber, SettingSelect, SettingTags, SettingText } from "./setting-fields.tsx";
import { useActiveProfile } from "./use-active-profile.ts";

const whenBlocked = [
  { value: "tell", label: "A short sentence" },
  { value: "silent", label: "Nothing" },
];

export function WordsSettings() {
  const { profile, path } = useActiveProfile();
  return (
    <>
      <Section
        title="Blocked words"
        note="A question that holds one is not answered; an answer that holds one is not sent: the understudy speaks instead."
      >
        <SettingTags
          path="safety.blockedWords"
          label="Words and phrases"
          description="Whole words, in any case and with or without accents. A * stands for any letters: pine* is pineapple, too."
          placeholder="Word, then Enter"
        />
        <SettingSelect path="safety.whenBlocked" label="What the member hears" choices={whenBlocked} />
      </Section>
      <Section
        title="When something goes wrong"
        note="The member gets one short sentence, the owner the whole failure."
      >
        <SettingNumber
          path="safety.sentenceEveryMs"
          label="The same sentence in a channel once in"
          suffix=" s"
          scale={1000}
          description="Also about blocked words; 0 says it each time."
        />
        <SettingText
          path={`${path}.failureChannelId`}
          label={`Channel in which the bot of "${visibleText(profile.name)}" tells of failures`}
          description="A channel id; empty: in the panel only. Nobody's words go there. The bot needs View Channel and Send Messages in it."
          isNullable
        />
      </Section>
    </>
  );
}
