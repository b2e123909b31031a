import type { FlagKind } from "./flags.ts";

/** A shape for each kind, so that colour is not needed to tell them apart; 10 units wide and high. */
const shapes: Record<FlagKind, string> = {
  "key-switch": "M5 0 10 5 5 10 0 5Z",
  "all-resting": "M0 0H10V10H0Z",
  "key-return": "M5 0 10 10H0Z",
};

const tones: Record<FlagKind, string> = {
  "key-switch": "var(--tone-warn)",
  "all-resting": "var(--tone-bad)",
  "key-return": "var(--tone-good)",
};

export function flagTone(kind: FlagKind): string {
  return tones[kind];
}

export function FlagSign({ kind }: { kind: FlagKind }) {
  return <path d={shapes[kind]} fill={tones[kind]} />;
}
