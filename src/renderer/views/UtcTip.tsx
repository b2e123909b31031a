import { useWindowEvent } from "@mantine/hooks";
import { useState } from "react";
import "./utc-tip.css";

interface Tip {
  text: string;
  left: number;
  top: number;
}

const gapPx = 4;
const heightPx = 24;
const widthPx = 220;

/** What hovering over a time shows, for those who come to it by keyboard; see components/Zoned.tsx. */
export function UtcTip() {
  const [tip, setTip] = useState<Tip | null>(null);
  useWindowEvent("focusin", ({ target }) => setTip(tipOf(target)));
  useWindowEvent("focusout", () => setTip(null));
  useWindowEvent("keydown", ({ key }) => key === "Escape" && setTip(null));
  // Coming to it by keyboard may scroll it into sight.
  useWindowEvent("scroll", () => setTip(tipOf(document.activeElement)), { capture: true });
  if (!tip) return null;
  const { text, left, top } = tip;
  return (
    // What is heard stands in the text itself.
    <div className="utc-tip" aria-hidden style={{ left, top }}>
      {text}
    </div>
  );
}

function tipOf(target: EventTarget | null): Tip | null {
  if (!(target instanceof HTMLElement) || !target.matches(":is(button, a, [data-utc]):focus-visible")) return null;
  const place = target.matches("[data-utc]") ? target : target.querySelector<HTMLElement>("[data-utc]");
  const text = place?.dataset.utc;
  if (!place || text === undefined) return null;
  const { left, top, bottom } = place.getBoundingClientRect();
  const isBelow = bottom + gapPx + heightPx <= window.innerHeight;
  return {
    text,
    left: Math.max(0, Math.min(left, window.innerWidth - widthPx)),
    top: isBelow ? bottom + gapPx : top - gapPx - heightPx,
  };
}
