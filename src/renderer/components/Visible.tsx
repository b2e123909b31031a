import { createContext, type ReactNode, use } from "react";
import { visibleText } from "../../shared/visible-text.ts";
import { findTerms } from "../words/found-terms.ts";

const FoundContext = createContext("");

/** What was searched for: it is marked in every text below that strangers wrote. */
export const FoundProvider = FoundContext.Provider;

/** A stranger's text with nothing hidden, and with what was searched for marked. */
export function Visible({ text }: { text: string }): ReactNode {
  const search = use(FoundContext);
  const found = search === "" ? [] : findTerms(text, search);
  if (found.length === 0) return visibleText(text);
  return (
    <>
      {found.map(({ start, end }, place) => [
        visibleText(text, found[place - 1]?.end, start),
        <mark key={start} className="found">
          {visibleText(text, start, end)}
        </mark>,
      ])}
      {visibleText(text, found.at(-1)?.end)}
    </>
  );
}
