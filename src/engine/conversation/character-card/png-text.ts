import { inflateSync } from "node:zlib";
import { QuipdeckError } from "../../../shared/errors.ts";
import { maxCardBytes } from "../../../shared/persona.ts";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Length, type and check sum of a chunk, around its data. */
const chunkOverhead = 12;

export function isPng(bytes: Buffer): boolean {
  return bytes.subarray(0, signature.length).equals(signature);
}

/**
 * The texts that a PNG carries beside its picture, by keyword; of several with one keyword the first. Check sums are not
 * looked at, since some card editors write wrong ones. Throws a QuipdeckError where a compressed text is damaged.
 */
export function readPngTexts(bytes: Buffer, keywords: readonly string[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (let offset = signature.length; offset + chunkOverhead <= bytes.length; ) {
    const length = bytes.readUInt32BE(offset);
    const type = bytes.toString("latin1", offset + 4, offset + 8);
    const end = offset + 8 + length;
    if (type === "IEND" || end > bytes.length) break;
    const read = readers[type];
    if (read) {
      const [before, rest] = cutAtNul(bytes.subarray(offset + 8, end));
      const keyword = before.toString("latin1");
      if (keywords.includes(keyword) && !texts.has(keyword)) texts.set(keyword, read(rest));
    }
    offset = end + 4;
  }
  return texts;
}

/** By the chunk's type: the text in what follows the keyword. */
const readers: Record<string, (rest: Buffer) => string> = {
  tEXt: (rest) => rest.toString("latin1"),
  zTXt: (rest) => inflate(rest.subarray(1)).toString("latin1"),
  iTXt(rest) {
    const isCompressed = rest[0] === 1;
    const [, afterLanguage] = cutAtNul(rest.subarray(2));
    const [, text] = cutAtNul(afterLanguage);
    return (isCompressed ? inflate(text) : text).toString("utf8");
  },
};

function cutAtNul(data: Buffer): [before: Buffer, after: Buffer] {
  const nul = data.indexOf(0);
  return nul === -1 ? [data, Buffer.alloc(0)] : [data.subarray(0, nul), data.subarray(nul + 1)];
}

/** A small file may unfold to gigabytes: never beyond what a card's file may hold. */
function inflate(data: Buffer): Buffer {
  try {
    return inflateSync(data, { maxOutputLength: maxCardBytes });
  } catch (thrown) {
    const mend = "Export the card again, as PNG or as JSON.";
    throw new QuipdeckError("invalid-input", "The text in this picture is damaged.", mend, { cause: thrown });
  }
}
