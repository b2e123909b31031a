/** An answer longer than this is no chat message. */
const maxBodyBytes = 1024 * 1024;
/** An answer of an announced length up to this is left to the client: reading it here costs a second stream. */
const maxTrustedBytes = 64 * 1024;
/** Enough of a refusal to tell what it means. */
const keptTextCharacters = 4096;

type Fetch = typeof globalThis.fetch;

/** Stands between the client and `fetch` for one call: keeps what the client throws away, and bounds the body. */
export class ResponseWitness {
  readonly #fetch: Fetch;
  /** True once the request was handed to the network. */
  sent = false;
  status: number | null = null;
  headers = new Headers();
  /** Why the body is not whole. */
  flaw: "cut" | "oversized" | null = null;
  /** Beginning of the body of a refusal, else empty. */
  bodyText = "";

  constructor(fetch: Fetch) {
    this.#fetch = fetch;
  }

  /**
   * Resolves with a small answer as it comes, else with the whole response in memory; rejects where a 2xx body that is
   * read here is cut off or longer than a mebibyte.
   */
  readonly fetch: Fetch = async (input, init) => {
    this.sent = true;
    const response = await this.#fetch(input, init);
    this.status = response.status;
    this.headers = response.headers;
    if (response.ok && isSmall(response.headers)) return response;
    const body = await this.#read(response);
    if (!response.ok) this.bodyText = new TextDecoder().decode(body).slice(0, keptTextCharacters);
    else if (this.flaw !== null) throw new Error(`the body is ${this.flaw}`);
    return new Response(body.length === 0 ? null : body, { status: response.status, headers: response.headers });
  };

  async #read(response: Response): Promise<Uint8Array<ArrayBuffer>> {
    const chunks: Uint8Array[] = [];
    let length = 0;
    if (Number(response.headers.get("content-length")) > maxBodyBytes) {
      this.flaw = "oversized";
      await response.body?.cancel();
    } else if (response.body) {
      const reader = response.body.getReader();
      try {
        for (let part = await reader.read(); !part.done; part = await reader.read()) {
          chunks.push(part.value);
          length += part.value.length;
          if (length <= maxBodyBytes) continue;
          this.flaw = "oversized";
          await reader.cancel();
          break;
        }
      } catch {
        // The status is known and may tell enough: a refusal with half a body is still that refusal.
        this.flaw = "cut";
      }
    }
    return joined(chunks, length);
  }
}

/** A compressed body may be of any size once it is unpacked. */
function isSmall(headers: Headers): boolean {
  const length = headers.get("content-length");
  return length !== null && Number(length) <= maxTrustedBytes && !headers.has("content-encoding");
}

function joined(chunks: Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
