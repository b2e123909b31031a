import type { Page } from "playwright-core";

const mostStops = 300;

/** Presses Tab from the beginning of the page to its end; gives back what was wrong on the way, each as one line. */
export async function tabbingTroubles(page: Page): Promise<string[]> {
  await page.evaluate(startWatching);
  for (let stops = 0; stops < mostStops; stops += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(isThrough)) return page.evaluate(judge);
  }
  return [`the Tab key does not get through in ${mostStops} stops`];
}

interface Stop {
  element: Element;
  isSeen: boolean;
  isAgain: boolean;
}

declare global {
  var tabStops: Stop[];
}

/** Runs in the page. */
function startWatching(): void {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  globalThis.tabStops ??= watch();
  globalThis.tabStops.length = 0;

  function watch(): Stop[] {
    const stops: Stop[] = [];
    document.addEventListener("focusin", ({ target }) => {
      if (!(target instanceof Element)) return;
      const isAgain = stops.some(({ element }) => element === target);
      stops.push({ element: target, isAgain, isSeen: showsFocus(target) });
    });
    return stops;
  }

  /** Whether it is outlined, or what stands for it: a hidden switch has its track, a field its frame. */
  function showsFocus(element: Element): boolean {
    const frame = element.closest(".mantine-Input-wrapper")?.querySelector(".mantine-Input-input");
    return [element, element.nextElementSibling, element.parentElement, frame].some((one) => {
      const style = one && getComputedStyle(one);
      return style && style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2;
    });
  }
}

/** Runs in the page. */
function isThrough(): boolean {
  return document.activeElement === document.body || globalThis.tabStops.at(-1)?.isAgain === true;
}

/** Runs in the page. */
function judge(): string[] {
  const stops = globalThis.tabStops.filter(({ isAgain }) => !isAgain);
  const reached = new Set(stops.map(({ element }) => element));
  const groups = new Set(stops.map(({ element }) => element.getAttribute("name")).filter(Boolean));
  const controls = document.querySelectorAll<HTMLElement>(
    "a[href], button, input, textarea, select, summary, [tabindex='0']",
  );
  const missed = [...controls].filter(
    (control) =>
      control.checkVisibility() &&
      control.tabIndex >= 0 &&
      !control.matches(":disabled") &&
      !reached.has(control) &&
      !(control.matches("[type=radio]") && groups.has(control.getAttribute("name"))),
  );
  const back = stops.filter(({ element }, index) => {
    const before = stops[index - 1]?.element;
    return before && !(before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
  });
  return [
    ...missed.map((element) => `${nameOf(element)} is not reached`),
    ...stops.filter(({ isSeen }) => !isSeen).map(({ element }) => `${nameOf(element)} shows no focus`),
    ...back.map(({ element }) => `${nameOf(element)} comes after what stands below it`),
  ];

  function nameOf(element: Element): string {
    const text = element.getAttribute("aria-label") ?? element.textContent.trim().slice(0, 40);
    return `<${element.tagName.toLowerCase()} class="${element.className}"> "${text}"`;
  }
}
