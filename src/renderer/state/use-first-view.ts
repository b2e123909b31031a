import { useLayoutEffect, useState } from "react";

/** Leads to the view `name` once, where `isWanted` from the beginning and the address asks for no view of its own. */
export function useFirstView(name: string, isWanted: boolean): void {
  const [isFirst] = useState(() => isWanted && window.location.hash === "");
  useLayoutEffect(() => {
    if (isFirst) window.location.replace(`#${name}`);
  }, [isFirst, name]);
}
