import { QuipdeckError } from "./errors.ts";
import { isRecord } from "./is-record.ts";

type JsonObject = Record<string, unknown>;

/** Where a value stands: `holder[name]`. */
export interface SettingPlace {
  holder: JsonObject;
  name: string;
}

/**
 * Finds the place that a dotted path such as `behaviour.staleAfterMs` or `profiles.0.personaId` means.
 * Throws a QuipdeckError, which names what there is instead, where it does not exist.
 */
export function findSetting(settings: unknown, path: string): SettingPlace {
  const names = path.split(".");
  const last = names.pop() ?? "";
  let holder = settings;
  for (const name of names) holder = holderOf(holder, name, path)[name];
  return { holder: holderOf(holder, last, path), name: last };
}

/** The value at a dotted path; undefined where there is none. */
export function valueAt(whole: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce((place, name) => (isRecord(place) && Object.hasOwn(place, name) ? place[name] : undefined), whole);
}

function holderOf(place: unknown, name: string, path: string): JsonObject {
  if (isRecord(place) && Object.hasOwn(place, name)) return place;
  const allowed = isRecord(place) ? Object.keys(place).join(", ") : "nothing, for it is a single value";
  throw new QuipdeckError(
    "invalid-input",
    `There is no setting "${path}".`,
    `Allowed in place of "${name}": ${allowed}.`,
  );
}
