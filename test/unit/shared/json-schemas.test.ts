import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { jsonSchemas } from "../../../src/shared/json-schemas.ts";
import { personaSchema } from "../../../src/shared/persona.ts";

const resources = join(import.meta.dirname, "..", "..", "..", "resources");
const readJson = (...path: string[]): unknown => JSON.parse(readFileSync(join(resources, ...path), "utf8"));

describe("the files in resources/", () => {
  it.each(Object.entries(jsonSchemas()))("%s is up to date; else run `node build/tasks/schemas.ts`", (file, schema) => {
    expect(readJson(file)).toEqual(schema);
  });

  const files = readdirSync(join(resources, "personas"));
  it.each(files)("the persona %s can hold a conversation", (file) => {
    const persona = personaSchema.parse(readJson("personas", file));
    expect(`${persona.id}.json`).toBe(file);
    expect(persona.examples.length).toBeGreaterThanOrEqual(60);
    expect(new Set(persona.examples.map(({ answer }) => answer)).size).toBe(persona.examples.length);
    expect(persona.fallbacks.length).toBeGreaterThanOrEqual(12);
    expect(persona.restingLine).toContain("{time}");
  });

  it("has the default persona and another one", () => {
    expect(files).toContain("marlow.json");
    expect(files.length).toBeGreaterThanOrEqual(2);
  });
});
