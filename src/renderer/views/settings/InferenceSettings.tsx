import { SimpleGrid } from "@mantine/core";
import { Section } from "./Section.tsx";
import { SettingNumber, SettingSelect, SettingText } from "./setting-fields.tsx";

const restingChoices = [
  { value: "understudy", label: "The understudy answers" },
  { value: "announce", label: "The bot says when it is back" },
];

export function InferenceSettings() {
  return (
    <div className="settings-columns">
      <Section title="Model">
        <SettingText
          path="inference.model"
          label="Model"
          description="A chat model's name on Hugging Face; a provider may follow after a colon."
        />
        <SettingText
          path="inference.endpointUrl"
          label="Endpoint"
          isNullable
          placeholder="Hugging Face's router"
          description="Any address that speaks OpenAI's protocol, also of a server of your own. Empty for Hugging Face's router."
        />
        <SimpleGrid className="aligned-fields" cols={2} spacing="sm">
          <SettingNumber path="inference.temperature" label="Temperature" description="0 sober, 2 wild." />
          <SettingNumber path="inference.maxAnswerTokens" label="Tokens per answer" description="At most." />
        </SimpleGrid>
      </Section>
      <Section title="Patience" note="How long a question may take, over all keys together.">
        <SimpleGrid className="aligned-fields" cols={2} spacing="sm">
          <SettingNumber path="inference.attemptTimeoutMs" label="One attempt" suffix=" s" scale={1000} />
          <SettingNumber path="inference.deadlineMs" label="All attempts" suffix=" s" scale={1000} />
          <SettingNumber path="inference.maxAttempts" label="Attempts at most" />
        </SimpleGrid>
        <SettingSelect path="inference.whenResting" label="When no key can answer" choices={restingChoices} />
      </Section>
    </div>
  );
}
