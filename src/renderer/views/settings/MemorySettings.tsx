import { SimpleGrid } from "@mantine/core";
import { Section } from "./Section.tsx";
import { SettingNumber, SettingSelect } from "./setting-fields.tsx";

const scopes = [
  { value: "channel", label: "The channel's: what anybody asked there" },
  { value: "member", label: "The member's own, in the whole server" },
  { value: "reply-chain", label: "Those that the question replies to" },
];

export function MemorySettings() {
  return (
    <Section
      title="Memory"
      note="What was said before costs characters with each question. It is kept on this machine, and deleted with all else that is kept of a member."
    >
      <SettingNumber
        path="memory.turns"
        label="Remembered exchanges"
        description="A question with its answer each; 0 switches memory off."
      />
      <SettingSelect
        path="memory.scope"
        label="Which exchanges go along"
        description="A member's own may come from another channel than the one where the bot speaks of them."
        choices={scopes}
      />
      <SimpleGrid className="aligned-fields" cols={2} spacing="sm">
        <SettingNumber path="memory.maxCharacters" label="Characters of memory at most" />
        <SettingNumber path="memory.maxAgeHours" label="Forgotten after" suffix=" h" />
      </SimpleGrid>
    </Section>
  );
}
