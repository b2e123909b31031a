import { counted } from "../../shared/counted.ts";
import { countingInWords, limitsInWords } from "../../shared/limit-words.ts";
import type { Estimate } from "../../shared/models.ts";
import { basisOf } from "../../shared/own-traffic.ts";
import { labelled, labelWidth } from "../output.ts";
import type { EstimateQuestion } from "./estimate-input.ts";

/** The estimate as lines for a person: what it goes by, a row for each window with a limit, and the sentence. */
export function estimateLines(question: EstimateQuestion, result: Estimate): string[] {
  const windows = windowRows(result);
  return [
    ...basisLines(question, result),
    "",
    ...(windows.length > 1 ? [...windows, ""] : []),
    ...(result.keysNeeded > 0 ? [`Keys needed: ${figure(result.keysNeeded)}`] : []),
    result.sentence,
  ];
}

function basisLines({ input, preset, plan, profile }: EstimateQuestion, result: Estimate): string[] {
  const limits = input.limits.length === 0 ? "none" : `${limitsInWords(input.limits)}, for each key`;
  const { queriesPerDay, charactersPerQuery } = result;
  return [
    ...(preset ? [labelled("Preset", `${preset.name}. ${preset.description}`)] : []),
    ...(profile ? [labelled("Log", `${basisOf(profile)}.`)] : []),
    labelled(
      "Traffic",
      `${counted(Math.ceil(queriesPerDay), "message")} a day of ${counted(Math.round(charactersPerQuery), "character")} each`,
    ),
    labelled("Counted", countingInWords(input.overheadCharacters)),
    labelled("Keys", counted(input.keys, "key")),
    labelled("Limits", limits),
    ...(plan ? [labelled("Plan", `${plan.name} (${plan.asOf}). ${plan.note}`)] : []),
  ];
}

/** A table with a row for each window that has a limit, numbers to the right. */
function windowRows(result: Estimate): string[] {
  const rows = [
    ["Hour", result.queriesPerHour, result.hourlyCapacity, result.hourlyVerdict],
    ["Day", result.queriesPerDay, result.dailyCapacity, result.dailyVerdict],
    ["Month", result.queriesPerMonth, result.monthlyCapacity, result.monthlyVerdict],
  ] as const;
  const cells = rows.flatMap(([window, asked, held, verdict]) =>
    held === null ? [] : [{ window, asked: figure(asked), held: figure(held), verdict }],
  );
  const table = [{ window: "Messages", asked: "asked", held: "held", verdict: "" }, ...cells];
  const widthOf = (column: "asked" | "held") => Math.max(...table.map((row) => row[column].length));
  const [asked, held] = [widthOf("asked"), widthOf("held")];
  return table.map((row) =>
    `${row.window.padEnd(labelWidth)}${row.asked.padStart(asked)}  ${row.held.padStart(held)}  ${row.verdict}`.trimEnd(),
  );
}

/** Rounded up: what is asked never looks as if it fitted while it does not. */
function figure(value: number): string {
  return Math.ceil(value).toLocaleString("en");
}
