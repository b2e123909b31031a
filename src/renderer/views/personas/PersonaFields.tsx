import { SimpleGrid, Textarea, TextInput } from "@mantine/core";
import type { Dispatch } from "react";
import { maxDescriptionLength, maxInstructionsLength, maxNameLength } from "../../../shared/persona.ts";
import { formatNumber } from "../../words/format.ts";
import { ExampleFields, FallbackFields } from "./ExampleFields.tsx";
import type { DraftChange, PersonaDraft } from "./persona-draft.ts";

interface PersonaFieldsProps {
  draft: PersonaDraft;
  issues: ReadonlyMap<string, string>;
  takenIds: readonly string[];
  change: Dispatch<DraftChange>;
}

/** Everything that makes a persona, each with its issue beside it. */
export function PersonaFields({ draft, issues, takenIds, change }: PersonaFieldsProps) {
  const propsOf = (field: "id" | "name" | "description" | "instructions" | "restingLine") => ({
    value: draft[field],
    error: issues.get(field),
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      change({ type: "text", field, value, takenIds }),
  });
  return (
    <>
      <SimpleGrid className="aligned-fields" cols={2} spacing="sm">
        <TextInput label="Name" description={atMost(maxNameLength)} {...propsOf("name")} />
        <TextInput
          label="Id"
          description={draft.isNew ? "Lower-case letters, digits and dashes." : "Stays as it is."}
          readOnly={!draft.isNew}
          {...propsOf("id")}
        />
      </SimpleGrid>
      <TextInput
        label="Description"
        description={`One sentence for you, shown in the panel. ${atMost(maxDescriptionLength)}`}
        {...propsOf("description")}
      />
      <Textarea
        label="Instructions"
        description={`Who the character is and how it talks. They go along with every question, so each word costs. ${formatNumber(draft.instructions.length)} of ${formatNumber(maxInstructionsLength)} characters.`}
        autosize
        minRows={5}
        maxRows={14}
        {...propsOf("instructions")}
      />
      <TextInput
        label="Resting line"
        description="Said when the bot rests; {time} becomes the moment of its return."
        {...propsOf("restingLine")}
      />
      <ExampleFields examples={draft.examples} issues={issues} change={change} />
      <FallbackFields fallbacks={draft.fallbacks} issues={issues} change={change} />
    </>
  );
}

function atMost(characters: number): string {
  return `At most ${formatNumber(characters)} characters.`;
}
