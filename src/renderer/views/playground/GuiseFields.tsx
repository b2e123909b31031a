import { Select, TextInput } from "@mantine/core";
import { playgroundQuestionSchema } from "../../../shared/playground.ts";
import { activeProfile } from "../../../shared/settings.ts";
import { visibleText } from "../../../shared/visible-text.ts";
import { useSnapshot } from "../../state/panel-context.tsx";
import { keyStateWords } from "../../words/tables.ts";
import { type Guise, understudyAlone } from "./columns.ts";

const configured = "";
const maxModelCharacters = playgroundQuestionSchema.shape.model.unwrap().maxLength ?? 200;

interface GuiseFieldsProps {
  guise: Guise;
  /** Where no persona is chosen, the one that is being written is played. */
  isDraft: boolean;
  onChange(guise: Guise): void;
}

/** With whom a chat is held; what is left alone stays as it is configured. */
export function GuiseFields({ guise, isDraft, onChange }: GuiseFieldsProps) {
  const personas = useSnapshot((snapshot) => snapshot.personas);
  const keys = useSnapshot((snapshot) => snapshot.keys);
  const settings = useSnapshot((snapshot) => snapshot.settings);
  const own = personas.find(({ id }) => id === activeProfile(settings).personaId);
  return (
    <div className="playground-guise">
      <Select
        label="Persona"
        data={[
          { value: configured, label: isDraft ? "As written here" : `As configured${own ? ` (${own.name})` : ""}` },
          ...personas.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={guise.personaId ?? configured}
        onChange={(personaId) => onChange({ ...guise, personaId: personaId || null })}
      />
      <TextInput
        label="Model"
        placeholder={visibleText(settings.inference.model)}
        value={guise.model}
        maxLength={maxModelCharacters}
        spellCheck={false}
        onChange={({ currentTarget: { value: model } }) => onChange({ ...guise, model })}
      />
      <Select
        label="Answered by"
        data={[
          { value: configured, label: "The first ready key" },
          ...keys.map(({ id, label, state }) => ({ value: id, label: `${label} (${keyStateWords[state].label})` })),
          { value: understudyAlone, label: "The understudy alone" },
        ]}
        value={guise.answeredBy ?? configured}
        onChange={(answeredBy) => onChange({ ...guise, answeredBy: answeredBy || null })}
      />
    </div>
  );
}
