import type { Page } from "playwright-core";

export const windowSizes = {
  wide: { width: 1280, height: 800 },
  small: { width: 800, height: 600 },
  /** What is left of both at 200 % zoom, and the width that WCAG 1.4.10 asks for. */
  wideZoomed: { width: 640, height: 400 },
  smallZoomed: { width: 400, height: 300 },
  reflowed: { width: 320, height: 256 },
} as const;

/** What is wrong with the page as it lies there, each as one line: what is cut off, covered, out of reach, or moves. */
export async function layoutTroubles(page: Page): Promise<string[]> {
  await page.evaluate(twoFrames);
  return [
    ...(await page.evaluate(findWide)),
    ...(await page.evaluate(findCutOff)),
    ...(await page.evaluate(findMotion)),
  ];
}

/** Runs in the page: what is measured by the page itself, such as a chart, follows a new size a frame later. */
function twoFrames(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

/** Runs in the page. */
function findWide(): string[] {
  const root = document.documentElement;
  const views = [...document.querySelectorAll<HTMLElement>("main, .main, .header, .strip")];
  const troubles = views
    .filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth)
    .map((element) => `${element.className} scrolls sideways by ${element.scrollWidth - element.clientWidth} px`);
  if (root.scrollWidth > root.clientWidth) troubles.push(`the page scrolls sideways to ${root.scrollWidth} px`);
  const low = [...document.querySelectorAll("main, .log-scroller, .playground-said, .failure-details")].filter(
    (element) => element.checkVisibility() && element.clientHeight < Math.min(120, window.innerHeight / 2),
  );
  return [...troubles, ...low.map((element) => `${element.className} is only ${element.clientHeight} px high`)];
}

/** Runs in the page: a control that no scrolling brings into sight as a whole, or that lies over another. */
function findCutOff(): string[] {
  const controls = [
    ...document.querySelectorAll("button, a[href], input, textarea, summary, [role=tab], [role=dialog], [role=menu]"),
  ].filter(
    (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && sizeOf(element) > 4,
  );
  const places = controls.flatMap((element) => {
    const rect = element.getBoundingClientRect();
    const { shown, isReachable } = clipped(element, rect);
    return [{ element, shown, isReachable }];
  });
  const cut = places.filter(({ isReachable }) => !isReachable).map(({ element }) => `${nameOf(element)} is cut off`);
  const covered = places.flatMap((one, index) =>
    places
      .slice(index + 1)
      .filter((other) => overlaps(one.shown, other.shown) && !belongTogether(one.element, other.element))
      .map((other) => `${nameOf(one.element)} overlaps ${nameOf(other.element)}`),
  );
  return [...cut, ...covered];

  function sizeOf(element: Element): number {
    const { width, height } = element.getBoundingClientRect();
    const isClipped = getComputedStyle(element).clipPath !== "none";
    return isClipped ? 0 : Math.min(width, height);
  }

  function nameOf(element: Element): string {
    return `<${element.tagName.toLowerCase()}> "${element.getAttribute("aria-label") ?? (element.textContent.trim() || element.id)}"`;
  }

  /** The part that is in sight now, and whether scrolling can bring the rest there. */
  function clipped(element: Element, { left, top, right, bottom }: DOMRect) {
    const shown = { left, top, right, bottom };
    const { clientWidth, clientHeight, scrollHeight } = document.documentElement;
    const isWithin = scrollHeight > clientHeight || bottom <= clientHeight + 1;
    let isReachable = left >= -1 && right <= clientWidth + 1 && isWithin;
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(box);
      if (position === "fixed") break;
      if (overflowX === "visible" && overflowY === "visible") continue;
      const bounds = box.getBoundingClientRect();
      const isOut = shown.left < bounds.left - 1 || shown.right > bounds.right + 1;
      if (overflowX === "auto" || overflowX === "scroll") isReachable = true;
      else if (isOut) isReachable = false;
      if (overflowY === "hidden" && (shown.top < bounds.top - 1 || shown.bottom > bounds.bottom + 1))
        isReachable = false;
      shown.left = Math.max(shown.left, bounds.left);
      shown.top = Math.max(shown.top, bounds.top);
      shown.right = Math.min(shown.right, bounds.right);
      shown.bottom = Math.min(shown.bottom, bounds.bottom);
    }
    return { shown, isReachable };
  }

  type Place = ReturnType<typeof clipped>["shown"];
  function overlaps(one: Place, other: Place): boolean {
    const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    return width > 1 && height > 1;
  }

  /** A field and its own buttons, and what is meant to lie above the rest. */
  function belongTogether(one: Element, other: Element): boolean {
    const field = one.closest(".mantine-Input-wrapper, .mantine-SegmentedControl-control, .mantine-Switch-root");
    const layers = ".persona-end, .log-newer, [role=dialog], [role=menu], [role=listbox], .mantine-Notifications-root";
    const isInside = one.contains(other) || other.contains(one) || field?.contains(other) === true;
    return isInside || one.closest(layers) !== other.closest(layers);
  }
}

/** Runs in the page: what moves although the reader asks for reduced motion. */
function findMotion(): string[] {
  return document.getAnimations().map(({ effect }) => {
    const target = effect instanceof KeyframeEffect ? effect.target : null;
    return `<${target?.tagName.toLowerCase()} class="${target?.getAttribute("class")}"> moves`;
  });
}
