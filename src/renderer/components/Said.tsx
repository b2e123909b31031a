import { Scrolled } from "./Scrolled.tsx";
import { Visible } from "./Visible.tsx";

/** A stranger's name or short text within a line: isolated from its surroundings, nothing hidden. */
export function Name({ text }: { text: string }) {
  return (
    <bdi>
      <Visible text={text} />
    </bdi>
  );
}

/** A stranger's text in full: plain text only, lines kept, nothing hidden. */
export function Said({ text, label }: { text: string; label: string }) {
  return (
    <Scrolled className="quoted" label={label}>
      <p className="said">
        {text === "" ? (
          <em>empty</em>
        ) : (
          <bdi>
            <Visible text={text} />
          </bdi>
        )}
      </p>
    </Scrolled>
  );
}
