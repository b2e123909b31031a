import { describe, expect, it } from "vitest";
import { addPastedKeys } from "../../../src/engine/inference/pasted-keys.ts";
import { QuipdeckError } from "../../../src/shared/errors.ts";
import { splitPastedKeys } from "../../../src/shared/pasted-keys.ts";

const one = "hf_oneOneOne1111";
const two = "hf_twoTwoTwo2222";

/** A vault that holds a key with the label "Key 2". */
function bench() {
  const kept = new Map([["hf_knownBefore", "Key 2"]]);
  const vault = {
    materials: () => [...kept].map(([secret, label]) => ({ secret, label })),
    async add(secret: string, label: string) {
      const known = kept.get(secret);
      if (known)
        throw new QuipdeckError("already-exists", `This key is in the ring already, as "${known}".`, "Use another.");
      kept.set(secret, label);
      return secret;
    },
  };
  // Only what is asked of it here.
  const target = vault as unknown as Parameters<typeof addPastedKeys>[1]["vault"];
  const paste = (text: string, endpointUrl: string | null = null) =>
    addPastedKeys(text, { vault: target, endpointUrl });
  return { kept, paste };
}

describe("what was pasted", () => {
  it.each([
    ["lines", `${one}\n${two}\n`],
    ["Windows lines and blanks", `  ${one}\r\n\r\n  ${two}`],
    ["commas and semicolons", `${one}, ${two};`],
    ["quotation marks", `"${one}" '${two}'`],
    ["an environment file", `HF_TOKEN=${one}\nHF_TOKEN_2="${two}"`],
  ])("is parted into its keys: %s", (_case, text) => {
    expect(splitPastedKeys(text)).toEqual([one, two].map((secret) => ({ secret, problem: null })));
  });

  it("tells of each piece that is none what is wrong", () => {
    expect(splitPastedKeys(`hf_1 ${one} hf_…1111 ${one}`).map(({ problem }) => problem)).toEqual([
      "is too short for a key",
      null,
      "holds a character that no secret has; copy it anew",
      "is the same as number 2",
    ]);
  });
});

describe("pasted keys", () => {
  it("are added with labels that are free, and reported one by one without their secrets", async () => {
    const { kept, paste } = bench();
    const report = await paste(`${one} hf_knownBefore words-that-are-no-key ${two}`);
    expect(report).toEqual([
      { place: 1, label: "Key 3", text: 'Added as "Key 3".' },
      { place: 2, label: null, text: 'This key is in the ring already, as "Key 2". Use another.' },
      { place: 3, label: null, text: 'Number 3 is no Hugging Face token: those begin with "hf_".' },
      { place: 4, label: "Key 4", text: 'Added as "Key 4".' },
    ]);
    expect([...kept.values()]).toEqual(["Key 2", "Key 3", "Key 4"]);
    expect(JSON.stringify(report)).not.toMatch(/1111|2222|words/);
  });

  it("of another service may look otherwise", async () => {
    const { kept, paste } = bench();
    await paste("sk-local-key", "http://127.0.0.1:1234/v1");
    expect(kept.has("sk-local-key")).toBe(true);
  });
});
