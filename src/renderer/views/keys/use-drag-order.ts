import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from "react";

/** Near the edge of what scrolls, it scrolls along, px. */
const edgePx = 48;
const scrollStepPx = 12;

interface Drag {
  from: number;
  /** Where it would lie if it were let go now. */
  to: number;
  /** How far the pointer has moved, px. */
  offset: number;
}

interface DragOrder {
  listRef: RefObject<HTMLOListElement | null>;
  drag: Drag | null;
  /** For the handle of the item at `index`. */
  handleProps(index: number): {
    onPointerDown(event: PointerEvent<HTMLElement>): void;
    onPointerMove(event: PointerEvent<HTMLElement>): void;
    onPointerUp(): void;
    onPointerCancel(): void;
  };
  /** Escape takes the item back to where it was. */
  onKeyDown(event: KeyboardEvent): void;
}

/** Lets the items of a list be dragged into another order, by mouse, pen or touch. */
export function useDragOrder(onDrop: (from: number, to: number) => void): DragOrder {
  const listRef = useRef<HTMLOListElement>(null);
  const startY = useRef(0);
  const [drag, setDrag] = useState<Drag | null>(null);

  const begin = (index: number, event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.focus();
    startY.current = event.clientY + scrollTopOf(listRef.current);
    setDrag({ from: index, to: index, offset: 0 });
  };
  const move = ({ clientY }: PointerEvent<HTMLElement>) => {
    if (!drag || !listRef.current) return;
    scrollAlong(listRef.current, clientY);
    const offset = clientY + scrollTopOf(listRef.current) - startY.current;
    setDrag({ ...drag, offset, to: placeAt(listRef.current, drag.from, clientY) });
  };
  const end = () => {
    if (drag && drag.to !== drag.from) onDrop(drag.from, drag.to);
    setDrag(null);
  };
  return {
    listRef,
    drag,
    handleProps: (index) => ({
      onPointerDown: (event) => begin(index, event),
      onPointerMove: move,
      onPointerUp: end,
      onPointerCancel: () => setDrag(null),
    }),
    onKeyDown({ key }) {
      if (key === "Escape") setDrag(null);
    },
  };
}

/** The place in the list at that height: among the others, as many as have their middle above it. */
function placeAt(list: HTMLOListElement, from: number, clientY: number): number {
  return [...list.children].filter((item, index) => {
    const { top, height } = item.getBoundingClientRect();
    return index !== from && top + height / 2 < clientY;
  }).length;
}

function scrollerOf(list: HTMLOListElement | null): Element | null {
  return list?.closest(".view") ?? null;
}

function scrollTopOf(list: HTMLOListElement | null): number {
  return scrollerOf(list)?.scrollTop ?? 0;
}

function scrollAlong(list: HTMLOListElement, clientY: number): void {
  const scroller = scrollerOf(list);
  if (!scroller) return;
  const { top, bottom } = scroller.getBoundingClientRect();
  if (clientY < top + edgePx) scroller.scrollBy({ top: -scrollStepPx });
  else if (clientY > bottom - edgePx) scroller.scrollBy({ top: scrollStepPx });
}
