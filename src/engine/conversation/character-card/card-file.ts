import { QuipdeckError } from "../../../shared/errors.ts";
import { maxCardBytes } from "../../../shared/persona.ts";
import { isPng, readPngTexts } from "./png-text.ts";

/** Where editors put the card in a picture; V3 first, for a V3 card carries a V2 twin for older programs. */
const cardKeywords = ["ccv3", "chara"];
const zipSignature = "PK\u0003\u0004";

/** The JSON that a character card's file holds: a PNG with the card in its texts, or plain JSON. Throws a QuipdeckError. */
export function readCardFile(bytes: Buffer): unknown {
  if (bytes.length > maxCardBytes) {
    const limit = maxCardBytes / 1024 / 1024;
    throw refused(`This file is larger than ${limit} MB.`, "Export the card as JSON, or with a smaller picture.");
  }
  if (bytes.toString("latin1", 0, zipSignature.length) === zipSignature) {
    throw refused(
      "This is an archive, such as a CHARX file, which Quipdeck does not read.",
      "Export it as PNG or JSON.",
    );
  }
  return isPng(bytes) ? readPicture(bytes) : readJson(bytes, "This file is neither a PNG picture nor JSON.");
}

function readPicture(bytes: Buffer): unknown {
  const texts = readPngTexts(bytes, cardKeywords);
  const encoded = cardKeywords.map((keyword) => texts.get(keyword)).find((text) => text !== undefined);
  if (encoded === undefined) {
    const mend = "Download it anew from where it came: some sites and chats strip the card when they show a picture.";
    throw refused("This picture holds no character card.", mend);
  }
  return readJson(Buffer.from(encoded, "base64"), "The character card in this picture is damaged.");
}

function readJson(bytes: Buffer, problem: string): unknown {
  try {
    // Takes a byte order mark away, and throws where the bytes are no UTF-8.
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (thrown) {
    throw refused(problem, "Choose a character card (V2 or V3) or a persona's file.", thrown);
  }
}

function refused(message: string, mend: string, cause?: unknown): QuipdeckError {
  return new QuipdeckError("invalid-input", message, mend, { cause });
}
