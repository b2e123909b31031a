import { z } from "zod";
import { personaSchema } from "./persona.ts";
import { scenarioSchema } from "./scenario.ts";
import { settingsSchema } from "./settings.ts";

/** JSON Schemas of the files that an owner may write by hand, by file name, for editors that complete and check them. */
export function jsonSchemas(): Record<string, object> {
  return {
    "persona.schema.json": describe(personaSchema, "Quipdeck persona", "A character of the chatbot: one JSON file."),
    "scenario.schema.json": describe(
      scenarioSchema,
      "Quipdeck scenario",
      "A day, or some days, of a server's traffic for a rehearsal; each field is optional.",
    ),
    "settings.schema.json": describe(
      settingsSchema,
      "Quipdeck settings",
      "Everything an owner can set; each is optional.",
    ),
  };
}

function describe(schema: z.ZodType, title: string, description: string): object {
  return { title, description, ...z.toJSONSchema(schema, { io: "input" }) };
}
