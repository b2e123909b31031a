import { hourMs, startOfHour } from "../../../../shared/utc-time.ts";

export const flagKinds = ["key-switch", "all-resting", "key-return"] as const;
export type FlagKind = (typeof flagKinds)[number];

export const flagWords: Record<FlagKind, string> = {
  "key-switch": "Switch of keys",
  "all-resting": "No key left",
  "key-return": "Return of a key",
};

/** Something that happened at a time, marked in a picture and told below it. */
export interface Flag {
  /** Its number in the picture, from 1 on, oldest first. */
  number: number;
  at: number;
  kind: FlagKind;
  text: string;
}

/** The flags that share a place in the picture. */
export interface FlagGroup {
  /** The hour at which the group stands. */
  hour: number;
  /** The gravest of them. */
  kind: FlagKind;
  /** Their numbers: `3`, `3–5`. */
  label: string;
}

const gravestFirst: readonly FlagKind[] = ["all-resting", "key-switch", "key-return"];

/** Numbers what happened, oldest first. */
export function numbered(found: readonly Omit<Flag, "number">[]): Flag[] {
  return found.toSorted((a, b) => a.at - b.at).map((flag, place) => ({ ...flag, number: place + 1 }));
}

/** The flags, those together that stand less than `hoursApart` hours apart, for each group needs room in the picture. */
export function grouped(flags: readonly Flag[], hoursApart: number): FlagGroup[] {
  const groups: Flag[][] = [];
  for (const flag of flags) {
    const group = groups.at(-1);
    const begin = group?.[0] && startOfHour(group[0].at);
    if (begin !== undefined && flag.at < begin + hoursApart * hourMs) group?.push(flag);
    else groups.push([flag]);
  }
  return groups.flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)];
    if (!first || !last) return [];
    return {
      hour: startOfHour(first.at),
      kind: gravestFirst.find((kind) => group.some((flag) => flag.kind === kind)) ?? first.kind,
      label: first === last ? `${first.number}` : `${first.number}–${last.number}`,
    };
  });
}
