import { Fragment } from "react";
import type { Removal } from "../../shared/models.ts";
import { visibleText } from "../../shared/visible-text.ts";
import { type Segment, segmentsOf } from "../words/removal-segments.ts";
import { removalWords } from "../words/tables.ts";
import { Scrolled } from "./Scrolled.tsx";
import { Visible } from "./Visible.tsx";

/** A message as it was written, with what the sanitizer removed struck out and named. */
export function MarkedText({ input, removed, label }: { input: string; removed: Removal[]; label: string }) {
  const segments = segmentsOf(input, removed);
  return (
    <Scrolled className="quoted" label={label}>
      <p className="said">
        {segments.length === 0 ? <em>empty</em> : <bdi>{segments.map((segment, place) => piece(segment, place))}</bdi>}
      </p>
    </Scrolled>
  );
}

function piece({ removal, text }: Segment, place: number) {
  if (!removal) return <Visible key={`kept-${place}`} text={text} />;
  const { label, why } = removalWords[removal.kind];
  return (
    <Fragment key={`${removal.index}-${place}`}>
      <mark className="removal" title={why}>
        <del>{text}</del>
        {removal.replacement.trim() !== "" && <ins> {visibleText(removal.replacement)}</ins>}
        <span className="kind">{label}</span>
      </mark>
      {removal.replacement.trim() === "" && removal.replacement}
    </Fragment>
  );
}
