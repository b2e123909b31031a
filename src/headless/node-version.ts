/** The oldest Node whose library holds all that Quipdeck asks of it. */
const oldest = { major: 22, minor: 12 };

/** Why this Node cannot run Quipdeck, with its mend; null where it can. `version` as in `process.versions.node`. */
export function nodeProblem(version: string): string | null {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return null;
  return `Quipdeck needs Node ${oldest.major}.${oldest.minor} or newer, and this is ${version}: start it with "npm run -s quipdeck --", which brings its own.`;
}
