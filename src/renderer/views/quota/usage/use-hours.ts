import { useCallback, useMemo } from "react";
import { hourMs, startOfHour } from "../../../../shared/utc-time.ts";
import { useCall, useSnapshot } from "../../../state/panel-context.tsx";
import { useNow } from "../../../state/use-now.ts";
import { type Flag, flagKinds, numbered } from "../figures/flags.ts";
import { useRenewed } from "../use-renewed.ts";

const renewMs = 60_000;
const maxFlags = 1000;

/** What was used in the last hours, and the switches in them; renewed each minute, and at once when a notice comes. */
export function useHours(hours: number) {
  const call = useCall();
  const now = useNow(renewMs);
  const newest = useSnapshot(({ notices }) => notices[0]?.id ?? 0);
  const since = startOfHour(now) - (hours - 1) * hourMs;
  // Both only grow, so their sum changes with either.
  const occasion = now + newest;
  const usage = useRenewed(
    useCallback(() => call("quota/usage", { hours }), [call, hours]),
    occasion,
  );
  const notices = useRenewed(
    useCallback(() => call("notices/list", { kinds: [...flagKinds], since, limit: maxFlags }), [call, since]),
    occasion,
  );
  const flags = useMemo(
    () =>
      numbered(
        (notices.value ?? []).flatMap(({ at, kind, text }): Omit<Flag, "number">[] => {
          const flagKind = flagKinds.find((one) => one === kind);
          return flagKind && at >= since ? [{ at, kind: flagKind, text }] : [];
        }),
      ),
    [notices.value, since],
  );
  return { now, since, usage: usage.value, flags, error: usage.error ?? notices.error };
}
