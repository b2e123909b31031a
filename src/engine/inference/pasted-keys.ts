import { QuipdeckError, sentenceOf } from "../../shared/errors.ts";
import { type AddedKey, splitPastedKeys } from "../../shared/pasted-keys.ts";
import type { KeyVault } from "./key-vault.ts";

interface PasteTarget {
  vault: Pick<KeyVault, "add" | "materials">;
  /** Null means Hugging Face's router, which takes its own tokens only. */
  endpointUrl: string | null;
}

/** Adds what is a key among pasted pieces, each with a label made up; one that cannot be added keeps no other from it. */
export async function addPastedKeys(text: string, { vault, endpointUrl }: PasteTarget): Promise<AddedKey[]> {
  const report: AddedKey[] = [];
  for (const [index, { secret, problem }] of splitPastedKeys(text).entries()) {
    const place = index + 1;
    if (secret === null) {
      report.push({ place, label: null, text: `Number ${place} ${problem}.` });
    } else if (endpointUrl === null && !secret.startsWith("hf_")) {
      report.push({ place, label: null, text: `Number ${place} is no Hugging Face token: those begin with "hf_".` });
    } else {
      report.push({ place, ...(await add(vault, secret)) });
    }
  }
  return report;
}

async function add(vault: PasteTarget["vault"], secret: string): Promise<Pick<AddedKey, "label" | "text">> {
  const label = freeLabel(vault.materials().map((key) => key.label));
  try {
    await vault.add(secret, label);
    return { label, text: `Added as "${label}".` };
  } catch (thrown) {
    if (!(thrown instanceof QuipdeckError)) throw thrown;
    return { label: null, text: sentenceOf(thrown) };
  }
}

function freeLabel(taken: readonly string[]): string {
  for (let number = taken.length + 1; ; number += 1) {
    const label = `Key ${number}`;
    if (!taken.includes(label)) return label;
  }
}
