/** An answer longer than this is no chat message. */
const maxBodyBytes = 1024 * 1024;
/** An answer of an announced length up to this is left to the client: reading it here costs a second stream. */
const maxTrustedBytes = 64 * 1024;
/** The same for a stream, in which each word comes in an event of its own. */
const maxStreamBytes = 8 * 1024 * 1024;
/** Enough of a stream's end to find its last event in. */
const keptTailCharacters = 200;
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
  /** True where a stream was asked for and a 2xx answer comes as one. */
  isStream = false;
  /** The whole of a 2xx answer that is no stream though one was asked for, else null. */
  plainBody: string | null = null;
  readonly #expectsStream: boolean;
  #tail = "";

  constructor(fetch: Fetch, expectsStream: boolean) {
    this.#fetch = fetch;
    this.#expectsStream = expectsStream;
  }

  /** True where a stream has come to its end, and was not only broken off. */
  get sawLastEvent(): boolean {
    return /^data: ?\[DONE\]/m.test(this.#tail);
  }

  /**
   * Resolves with a small answer as it comes, and with a stream that was asked for, else with the whole response in
   * memory; rejects where a 2xx body that is read here is cut off or longer than a mebibyte.
   */
  readonly fetch: Fetch = async (input, init) => {
    this.sent = true;
    const response = await this.#fetch(input, init);
    this.status = response.status;
    this.headers = response.headers;
    this.isStream = this.#expectsStream && response.ok && isEventStream(response.headers);
    if (this.isStream && response.body) return this.#passOn(response, response.body);
    if (response.ok && isSmall(response.headers) && !this.#expectsStream) return response;
    const body = await this.#read(response);
    if (!response.ok) this.bodyText = new TextDecoder().decode(body).slice(0, keptTextCharacters);
    else if (this.flaw !== null) throw new Error(`the body is ${this.flaw}`);
    else if (this.#expectsStream) this.plainBody = new TextDecoder().decode(body);
    return new Response(body.length === 0 ? null : body, { status: response.status, headers: response.headers });
  };

  /** The stream itself, bounded, and with an eye on its end. */
  #passOn(response: Response, body: ReadableStream<Uint8Array<ArrayBuffer>>): Response {
    const decoder = new TextDecoder();
    let length = 0;
    const watched = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform: (part, controller) => {
        length += part.length;
        this.#tail = (this.#tail + decoder.decode(part, { stream: true })).slice(-keptTailCharacters);
        if (length <= maxStreamBytes) return controller.enqueue(part);
        this.flaw = "oversized";
        controller.error(new Error("the stream is oversized"));
      },
    });
    return new Response(body.pipeThrough(watched), { status: response.status, headers: response.headers });
  }

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

function isEventStream(headers: Headers): boolean {
  return headers.get("content-type")?.startsWith("text/event-stream") ?? false;
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
