import { writeFileSync } from "node:fs";
import { jsonSchemas } from "../../src/shared/json-schemas.ts";
import { captureNode } from "../lib/capture.ts";
import { fromRoot } from "../lib/paths.ts";

/** Writes the JSON Schemas in resources/ anew; run it after a change of the zod schemas. */
const files = Object.entries(jsonSchemas()).map(([name, schema]) => {
  const file = fromRoot(`resources/${name}`);
  writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
  return file;
});
const { exitCode, output } = await captureNode("@biomejs/biome/bin/biome", ["format", "--write", ...files]);
if (exitCode !== 0) throw new Error(output);
