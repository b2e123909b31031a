import { importPersona } from "../../src/engine/conversation/character-card/import-persona.ts";
import type { Handlers } from "../../src/engine/dispatch.ts";
import { QuipdeckError } from "../../src/shared/errors.ts";
import type { Persona, PersonaSummary } from "../../src/shared/persona.ts";
import type { PanelEngineDouble } from "./panel-engine-double.ts";

/** The personas' commands of the panel's engine: built-in ones have lines of no matter, own ones those that were saved. */
export function createPersonaCommands(engine: Pick<PanelEngineDouble, "state" | "emit">) {
  const saved = new Map<string, Persona>();
  const list = () => engine.state.personas;
  const become = (personas: PersonaSummary[]) => {
    engine.emit({ type: "personas", personas }, { personas });
    return personas;
  };
  return {
    "personas/get": ({ id }) => {
      const known = list().find((one) => one.id === id);
      if (!known) throw new QuipdeckError("not-found", `There is no persona "${id}".`, "Choose another.");
      return { persona: saved.get(id) ?? builtIn(known), source: known.source };
    },
    "personas/save": ({ persona, mayReplace }) => {
      const others = list().filter(({ id }) => id !== persona.id);
      if (!mayReplace && others.length < list().length) {
        throw new QuipdeckError("already-exists", `The id "${persona.id}" is taken.`, "Choose another id.");
      }
      saved.set(persona.id, persona);
      const { id, name, description, examples } = persona;
      return become([...others, { id, name, description, exampleCount: examples.length, source: "own" }]);
    },
    "personas/remove": ({ id }) => become(list().filter((one) => one.id !== id)),
    "personas/import": ({ base64 }) =>
      importPersona(
        Buffer.from(base64, "base64"),
        list().map(({ id }) => id),
      ),
    "personas/reload": () => ({ personas: list(), problems: [] }),
  } satisfies Partial<Handlers>;
}

function builtIn({ id, name, description }: PersonaSummary): Persona {
  return {
    id,
    name,
    description,
    instructions: `${name} keeps watch, and says little.`,
    examples: Array.from({ length: 12 }, (_, place) => ({
      question: `What is behind door ${place + 1}?`,
      answer: "Another door, and a draught.",
    })),
    fallbacks: ["Hm.", "Ask the parrot."],
    restingLine: "I need a little rest. I am back {time}.",
  };
}
