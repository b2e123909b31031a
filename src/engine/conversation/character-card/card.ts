import { z } from "zod";
import { QuipdeckError } from "../../../shared/errors.ts";

const text = z.string().catch("");
const texts = z
  .array(z.unknown())
  .transform((found) => found.filter((one) => typeof one === "string"))
  .catch([]);
const count = z
  .array(z.unknown())
  .transform(({ length }) => length)
  .catch(0);

/** The fields of a character card that Quipdeck has a use or a word for; what is missing or of a wrong type counts as empty. */
const cardSchema = z.object({
  name: z.string().trim().min(1),
  /** V3: what `{{char}}` stands for. */
  nickname: text,
  description: text,
  personality: text,
  scenario: text,
  first_mes: text,
  mes_example: text,
  system_prompt: text,
  post_history_instructions: text,
  alternate_greetings: texts,
  creator: text,
  creator_notes: text,
  group_only_greetings: count,
  assets: count,
  character_book: z
    .object({ entries: count })
    .transform(({ entries }) => entries)
    .catch(0),
  extensions: z
    .record(z.string(), z.unknown())
    .transform((found) => Object.keys(found).length)
    .catch(0),
});

export type CharacterCard = z.infer<typeof cardSchema>;

/** V2 and V3 wrap the card; V1, which old pictures still hold, is the bare card. */
const envelopeSchema = z.object({ data: cardSchema });

/** Reads a card of any version. Throws a QuipdeckError where the JSON is none. */
export function readCard(json: unknown): CharacterCard {
  const wrapped = envelopeSchema.safeParse(json);
  if (wrapped.success) return wrapped.data.data;
  const bare = cardSchema.safeParse(json);
  if (bare.success && bare.data.description !== "") return bare.data;
  throw new QuipdeckError(
    "invalid-input",
    "This is no character card: it has no character with a name and a description.",
    "Choose a character card (V2 or V3) or a persona's file.",
  );
}
