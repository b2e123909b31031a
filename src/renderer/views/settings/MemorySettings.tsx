import { SimpleGrid } from "@mantine/core";
import { plural } from "../../words/format.ts";
import { LosingNumber } from "./LosingNumber.tsx";
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
      <SimpleGrid cols={2} spacing="sm" style={{ alignItems: "start" }}>
        <SettingNumber path="memory.maxCharacters" label="Characters of memory at most" />
        <LosingNumber
          path="memory.maxAgeHours"
          label="Forgotten after"
          suffix=" h"
          question={(hours) =>
            `What the bot remembers from more than ${plural(hours, "hour")} ago is deleted at once. This cannot be undone.`
          }
        />
      </SimpleGrid>
    </Section>
  );
}
