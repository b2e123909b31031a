import { createContext, type ReactNode, use } from "react";
import { findTerms } from "../words/found-terms.ts";
import { visibleText } from "../words/visible-text.ts";

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
        visibleText(text.slice(found[place - 1]?.end ?? 0, start)),
        <mark key={start} className="found">
          {visibleText(text.slice(start, end))}
        </mark>,
      ])}
      {visibleText(text.slice(found.at(-1)?.end))}
    </>
  );
}
