import type { ErrorReport } from "../../../shared/errors.ts";
import { maxCardBytes } from "../../../shared/persona.ts";
import { CommandError } from "../../bridge/panel-bridge.ts";

const tooLarge: ErrorReport = {
  code: "invalid-input",
  message: `This file is larger than ${maxCardBytes / 1024 / 1024} MB.`,
  mend: "Export the card as JSON, or with a smaller picture.",
};
const unreadable: ErrorReport = {
  code: "invalid-input",
  message: "The browser could not read this file.",
  mend: "Choose a file, not a folder, and one that you may read.",
};

/** The file's bytes in base64; rejects with a CommandError where it is too large or cannot be read. */
export function readCardFile(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    if (file.size > maxCardBytes) return reject(new CommandError(tooLarge));
    const reader = new FileReader();
    reader.onerror = () => reject(new CommandError(unreadable));
    // A data address: what follows the comma is the content.
    reader.onload = () => resolve(String(reader.result).split(",")[1] ?? "");
    reader.readAsDataURL(file);
  });
}
