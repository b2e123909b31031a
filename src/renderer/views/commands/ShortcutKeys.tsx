import { Kbd } from "@mantine/core";
import { Fragment } from "react";
import { keysOf } from "../../commands/shortcut.ts";
import { isMac } from "../../words/is-mac.ts";

/** The keys of a shortcut, as they stand on the keyboard. */
export function ShortcutKeys({ shortcut }: { shortcut: string }) {
  return (
    <span className="shortcut-keys">
      {keysOf(shortcut, isMac).map((keys, index) => (
        <Fragment key={keys.join("+")}>
          {index > 0 && " then "}
          {keys.map((key) => (
            <Kbd key={key} size="xs">
              {key}
            </Kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
