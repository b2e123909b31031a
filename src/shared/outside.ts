import { z } from "zod";
import { QuipdeckError } from "./errors.ts";
import { describeIssues } from "./settings.ts";

const blankIsAbsent = (value: unknown) => (typeof value === "string" && value.trim() === "" ? undefined : value);
const text = z.preprocess(blankIsAbsent, z.string().trim().optional());
const secrets = z.preprocess(
  blankIsAbsent,
  z
    .string()
    .trim()
    .regex(/^[\x20-\x7e]*$/, "holds a character that no secret has; copy it anew")
    .optional(),
);
const port = z
  .string()
  .trim()
  .regex(/^\d{1,5}$/, "must be a whole number from 0 to 65535")
  .transform(Number);
const url = z.preprocess(blankIsAbsent, z.url({ protocol: /^https?$/ }).optional());

const outsideSchema = z.object({
  QUIPDECK_HOME: text,
  QUIPDECK_DISCORD_TOKEN: secrets,
  QUIPDECK_DISCORD_API: url,
  QUIPDECK_HF_KEYS: secrets,
  QUIPDECK_HF_ENDPOINT: url,
  QUIPDECK_MODEL: text,
  QUIPDECK_PORT: z.preprocess(blankIsAbsent, port.pipe(z.number().max(65_535)).optional()),
  QUIPDECK_PANEL_TOKEN: z.preprocess(
    blankIsAbsent,
    z.string().trim().min(16, "must have at least 16 characters").optional(),
  ),
  QUIPDECK_AUTOSTART: z.preprocess(blankIsAbsent, z.enum(["0", "1"]).optional()),
});

/** The configuration from outside, as both hosts read it from their environment variables. */
export interface OutsideConfiguration {
  home: string | null;
  discordToken: string | null;
  discordApi: string | null;
  hfKeys: string[];
  hfEndpoint: string | null;
  model: string | null;
  port: number | null;
  panelToken: string | null;
  autostart: boolean;
}

/** Reads the `QUIPDECK_*` variables; throws a QuipdeckError that names the first wrong ones. */
export function readOutsideConfiguration(environment: Record<string, string | undefined>): OutsideConfiguration {
  const parsed = outsideSchema.safeParse(environment);
  if (!parsed.success) {
    throw new QuipdeckError(
      "invalid-input",
      `An environment variable is wrong: ${describeIssues(parsed.error)}.`,
      "Correct it and start again.",
    );
  }
  const found = parsed.data;
  return {
    home: found.QUIPDECK_HOME ?? null,
    discordToken: found.QUIPDECK_DISCORD_TOKEN ?? null,
    discordApi: found.QUIPDECK_DISCORD_API ?? null,
    hfKeys: (found.QUIPDECK_HF_KEYS ?? "")
      .split(",")
      .map((key) => key.trim())
      .filter((key) => key !== ""),
    hfEndpoint: found.QUIPDECK_HF_ENDPOINT ?? null,
    model: found.QUIPDECK_MODEL ?? null,
    port: found.QUIPDECK_PORT ?? null,
    panelToken: found.QUIPDECK_PANEL_TOKEN ?? null,
    autostart: found.QUIPDECK_AUTOSTART === "1",
  };
}
