import { z } from "zod";

/** A text that must say something, and no more than so much. */
const text = (maxLength: number) =>
  z.string().trim().min(1, "must not be empty").max(maxLength, `must have at most ${maxLength} characters`);

export const maxLineLength = 1000;
export const maxInstructionsLength = 8000;
export const maxDescriptionLength = 300;
export const maxNameLength = 80;
const line = text(maxLineLength);

/** A character: one JSON file. The descriptions become part of resources/persona.schema.json. */
export const personaSchema = z.strictObject({
  $schema: z.string().optional().describe("Where an editor finds this schema."),
  id: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, "must be 1 to 40 lower-case letters, digits or dashes")
    .describe("How settings name the persona; an own persona with a built-in one's id stands in its place."),
  name: text(maxNameLength).describe("The character's name."),
  description: text(maxDescriptionLength).describe("One sentence for the owner, shown in the panel."),
  instructions: text(maxInstructionsLength).describe(
    "Who the character is and how it talks; becomes the system prompt.",
  ),
  examples: z
    .array(z.strictObject({ question: line, answer: line }))
    .min(1, "must hold at least one")
    .describe("Questions as members ask them, each with the character's answer, for the prompt and the understudy."),
  fallbacks: z
    .array(line)
    .min(1, "must hold at least one")
    .describe("Said by the understudy when no example is near enough."),
  restingLine: line
    .default("I need a little rest. I am back {time}.")
    .describe("Said when the bot rests; {time} becomes the moment of its return."),
});

export type Persona = z.infer<typeof personaSchema>;

/** What the panel lists: the persona without its lines. */
export interface PersonaSummary {
  id: string;
  name: string;
  description: string;
  exampleCount: number;
  /** `built-in` comes with Quipdeck, `own` lies in the data folder. */
  source: "built-in" | "own";
}

/** A file of a character card may be no larger; the picture of a PNG takes most of it. */
export const maxCardBytes = 8 * 1024 * 1024;

/** What an import makes of a file: nothing is stored before the owner has looked at it and saves it. */
export interface ImportedPersona {
  persona: Persona;
  /** A sentence for each thing of the card that was changed or that Quipdeck has no place for. */
  leftOut: string[];
}
