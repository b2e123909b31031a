const replacement = "[secret removed]";
/** Shorter ones would blot out ordinary words. */
const minSecretLength = 6;

/** What looks like a secret though nobody told of it. Every pattern is anchored or bounded, so the time is linear. */
const shapes = [
  // Hugging Face, OpenAI and its kin.
  "hf_[A-Za-z0-9]{10,}",
  String.raw`\bsk-[\w-]{16,}`,
  String.raw`\b[Bb]earer\s{1,8}[\w.~+/=-]{16,}`,
  String.raw`\bBot\s{1,8}[\w.~+/=-]{24,}`,
];

/** A Discord token: application id, time, signature. */
const discordToken = String.raw`[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}`;
/** The part of it that ordinary text nearly never holds: looking for it first makes the log twice as fast. */
const discordTokenEnd = /\.[\w-]{6,7}\.[\w-]{27}/;

/** Takes secrets out of whatever is stored, shown or exported. */
export interface Redactor {
  /** Makes a secret known; one of less than 6 characters is passed over. */
  learn(secret: string): void;
  redact(text: string): string;
  /** The same for all strings and property names in a plain JSON value; gives back that very value where none has secrets. */
  redactDeep<Value>(value: Value): Value;
}

export function createRedactor(): Redactor {
  const secrets = new Set<string>();
  let pattern = patternOf(secrets);
  const discordPattern = new RegExp(discordToken, "g");
  const redact = (text: string): string => {
    const without = text.replace(pattern, replacement);
    return discordTokenEnd.test(without) ? without.replace(discordPattern, replacement) : without;
  };
  const isCleanText = (text: string): boolean => text.length < minSecretLength || redact(text) === text;
  const isClean = (value: unknown): boolean => isCleanValue(value, isCleanText);
  return {
    learn(secret) {
      if (secret.length < minSecretLength || secrets.has(secret)) return;
      secrets.add(secret);
      pattern = patternOf(secrets);
    },
    redact,
    // Nearly always there is nothing to remove: looking costs far less than copying.
    redactDeep: <Value>(value: Value) => (isClean(value) ? value : (redactValue(value, redact) as Value)),
  };
}

/** True where `isCleanText` holds for all strings and property names of a JSON value. */
function isCleanValue(value: unknown, isCleanText: (text: string) => boolean): boolean {
  if (typeof value === "string") return isCleanText(value);
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every((item) => isCleanValue(item, isCleanText));
  return Object.keys(value).every(
    (name) => isCleanText(name) && isCleanValue((value as Record<string, unknown>)[name], isCleanText),
  );
}

function redactValue(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, redact));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [redact(name), redactValue(item, redact)]));
}

/** The longest first: a secret may be the beginning of another. */
function patternOf(secrets: ReadonlySet<string>): RegExp {
  const known = [...new Set([...secrets].flatMap(formsOf))].sort((a, b) => b.length - a.length);
  return new RegExp([...known.map(literally), ...shapes].join("|"), "g");
}

/** A secret as it stands, as part of an address, of JSON and of base64. */
function formsOf(secret: string): string[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [secret, inJson, encodeURIComponent(secret.toWellFormed()), ...base64FormsOf(secret)];
}

/** Within a longer base64 text a secret may begin at each of three offsets; only the characters that are all its own count. */
function base64FormsOf(secret: string): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
    const first = Math.ceil((offset * 8) / 6);
    const end = Math.floor((bytes.length * 8) / 6);
    return [bytes.toString("base64").slice(first, end), bytes.toString("base64url").slice(first, end)];
  });
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
