import { z } from "zod";

const line = z.string().trim().min(1).max(1000);

/** A character: one JSON file. The descriptions become part of resources/persona.schema.json. */
export const personaSchema = z.strictObject({
  $schema: z.string().optional().describe("Where an editor finds this schema."),
  id: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, "must be 1 to 40 lower-case letters, digits or dashes")
    .describe("How settings name the persona; an own persona with a built-in one's id stands in its place."),
  name: z.string().trim().min(1).max(80).describe("The character's name."),
  description: z.string().trim().min(1).max(300).describe("One sentence for the owner, shown in the panel."),
  instructions: z
    .string()
    .trim()
    .min(1)
    .max(8000)
    .describe("Who the character is and how it talks; becomes the system prompt."),
  examples: z
    .array(z.strictObject({ question: line, answer: line }))
    .min(1)
    .describe("Questions as members ask them, each with the character's answer, for the prompt and the understudy."),
  fallbacks: z.array(line).min(1).describe("Said by the understudy when no example is near enough."),
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
