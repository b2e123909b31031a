import { describe, expect, it } from "vitest";
import { retryAfterOf } from "../../../src/engine/inference/retry-after.ts";

const now = Date.parse("2026-03-14T09:20:00Z");
const read = (headers: Record<string, string>) => retryAfterOf(new Headers(headers), now);

describe("how long the service asks us to stay away", () => {
  it.each([
    [{ "retry-after": "30" }, 30_000],
    [{ "retry-after": "1.5" }, 1500],
    [{ "retry-after": "Sat, 14 Mar 2026 09:21:00 GMT" }, 60_000],
    [{ "retry-after": "Sat, 14 Mar 2026 09:00:00 GMT" }, 0],
    [{ ratelimit: '"api";r=0;t=55' }, 55_000],
    [{ "retry-after": "2", ratelimit: '"api";r=0;t=55' }, 2000],
  ])("%j is %i ms", (headers, ms) => {
    expect(read(headers)).toBe(ms);
  });

  it.each([{}, { "retry-after": "soon" }, { "retry-after": "" }, { ratelimit: '"api";r=12;t=55' }])(
    "%j says nothing",
    (headers) => {
      expect(read(headers as Record<string, string>)).toBeNull();
    },
  );
});
