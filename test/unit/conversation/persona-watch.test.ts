import { expect, it } from "vitest";
import { PersonaWatch } from "../../../src/engine/conversation/persona-watch.ts";
import { type Persona, personaSchema } from "../../../src/shared/persona.ts";
import { type Profile, profileSchema } from "../../../src/shared/settings.ts";

const lamp: Persona = personaSchema.parse({
  id: "lamp",
  name: "Lamp",
  description: "A lamp.",
  instructions: "Shine.",
  examples: [{ question: "hi", answer: "Glow." }],
  fallbacks: ["Hm."],
});

it("tells of each persona that cannot be played, once until it is mended", () => {
  const told: string[] = [];
  const personas = { problems: ["bad.json cannot be read."], has: (id: string) => id === "lamp", get: () => lamp };
  const channelPersonas = { "300000000000000001": "gone" };
  let profile: Profile = profileSchema.parse({ id: "p", name: "Home", personaId: "lamp", channelPersonas });
  const watch = new PersonaWatch({ personas, profile: () => profile, tell: (sentence) => told.push(sentence) });
  watch.look();
  watch.look();
  expect(told).toEqual([
    "bad.json cannot be read.",
    'The persona "gone" of the profile "Home" cannot be read; Lamp stands in. Choose another under Settings.',
  ]);
  profile = { ...profile, channelPersonas: {} };
  watch.look();
  profile = { ...profile, personaId: "gone" };
  watch.look();
  expect(told).toHaveLength(3);
});
