import type { Snapshot } from "../../src/shared/contract.ts";
import type { Failure, KeyState, Notice } from "../../src/shared/models.ts";
import { busySnapshot, failure, keyStatus } from "./panel-data.ts";

const hourMs = 3_600_000;

/** One key in each state, the first of them with everything that a card can say. */
export function everyKeyState(now: number): Snapshot {
  const states: KeyState[] = ["cooling", "spent", "restricted", "rejected", "off", "ready"];
  const keys = states.map((state, place) =>
    keyStatus(`a1b2c3d4e5f${place}`, `${state} account with a long name`, {
      state,
      enabled: state !== "off",
      active: state === "ready",
      reason: state === "ready" || state === "off" ? "" : "What the service said; and what mends it.",
      until: state === "cooling" || state === "spent" ? now + hourMs : null,
      limits: [{ window: "hour", unit: "requests", amount: 300 }],
      ...(place < 2 && {
        sameAccount: 'Looks like one account with "spent account": both ran out within five minutes.',
      }),
    }),
  );
  return { ...busySnapshot(now), keys };
}

/** Nothing answers before the hour turns. */
export function allResting(now: number): Snapshot {
  const busy = busySnapshot(now);
  const resting = {
    state: "cooling",
    active: false,
    enabled: true,
    until: now + hourMs,
    reason: "Its limit is reached.",
  } as const;
  return { ...busy, keys: busy.keys.map((key) => ({ ...key, ...resting })) };
}

/** Five causes, each more than once. */
export const manyFailures = (now: number): Failure[] =>
  Array.from({ length: 14 }, (_, index) =>
    failure(20 - index, now - index * 60_000, {
      cause: `respond:${index % 5}`,
      channelName: "a-channel-with-quite-a-long-name",
    }),
  );

/** One of each level, oldest first, all newer than anything else. */
export const notices: Notice[] = (["info", "warning", "error"] as const).map((level, index) => ({
  id: Date.UTC(2100, 0, 1) + index,
  at: Date.UTC(2026, 0, 1),
  kind: "general",
  level,
  text: "Something happened that the owner should know, and it takes a sentence of some length to say it.",
}));
