// How evenly the panel draws while messages pour in, against a page that does nothing.
import type { Browser, Page } from "playwright-core";
import { median } from "./median.ts";
import { startPanelHost } from "./panel-host.ts";

const storedMessages = 100_000;
const messagesPerSecond = 200;
const tickMs = 50;
const measuredMs = 8000;
const rounds = 3;

interface Frames {
  medianMs: number;
  p99Ms: number;
  longestMs: number;
  /** Share of the time in frames that took longer than two of a display at 60 Hz. */
  lateShare: number;
  /** Share of the time in which the page's main thread was at work. */
  busyShare: number;
}

export async function benchFrames(browser: Browser): Promise<void> {
  console.log(`Storing ${storedMessages.toLocaleString("en")} messages …`);
  const host = await startPanelHost(storedMessages);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const empty = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await empty.setContent("<!doctype html><title>empty</title><p>nothing</p>");
  await page.goto(host.url);
  await page.getByText(`${storedMessages.toLocaleString("en")} messages`, { exact: true }).waitFor({ timeout: 60_000 });

  const found: Record<string, Frames[]> = {};
  const keep = (name: string, frames: Frames) => {
    found[name] = [...(found[name] ?? []), frames];
    console.log(`${name.padEnd(44)} ${describe(frames)}`);
  };
  for (let round = 1; round <= rounds; round += 1) {
    console.log(`\nround ${round}`);
    await empty.bringToFront();
    keep("empty page", await measureFrames(empty));
    await page.bringToFront();
    await page.getByRole("button", { name: /^(Follow|Pause)$/ }).waitFor();
    keep("panel, nothing happens", await measureFrames(page));
    const stop = pour(host.log);
    keep(`following ${messagesPerSecond} messages a second`, await follow(page));
    keep("scrolling through all rows meanwhile", await measureFrames(page, scrollThrough));
    keep("reading in the middle meanwhile", await readInTheMiddle(page));
    stop();
    await page.getByRole("button", { name: "Follow" }).click();
  }
  console.log("\nMedians of the rounds");
  for (const [name, frames] of Object.entries(found)) console.log(`${name.padEnd(44)} ${describe(summarize(frames))}`);
  await page.close();
  await empty.close();
  await host.close();
}

/** Logs messages evenly; gives back what ends that. */
function pour(log: (count: number) => void): () => void {
  const timer = setInterval(() => log((messagesPerSecond * tickMs) / 1000), tickMs);
  return () => clearInterval(timer);
}

/** The times between frames while `work` runs in the page, or nothing but the page itself. */
async function measureFrames(page: Page, work: ((page: Page) => Promise<void>) | null = null): Promise<Frames> {
  const readBusyMs = await watchMainThread(page);
  const measured = page.evaluate(
    (lengthMs) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        const next = (at: number) => {
          times.push(at);
          if (at - (times[0] ?? at) < lengthMs) requestAnimationFrame(next);
          else resolve(times);
        };
        requestAnimationFrame(next);
      }),
    measuredMs,
  );
  await work?.(page);
  const times = await measured;
  const busyMs = await readBusyMs();
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
  const sorted = gaps.toSorted((one, other) => one - other);
  const late = gaps.filter((gap) => gap > 34).reduce((sum, gap) => sum + gap, 0);
  const totalMs = gaps.reduce((sum, gap) => sum + gap, 0);
  return {
    medianMs: median(gaps),
    p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
    longestMs: sorted.at(-1) ?? Number.NaN,
    lateShare: late / totalMs,
    busyShare: busyMs / totalMs,
  };
}

/** Gives back what tells how long the page's main thread has been at work since, as Chromium accounts for it. */
async function watchMainThread(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const read = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1000;
  };
  const startedMs = await read();
  return async () => {
    const busyMs = (await read()) - startedMs;
    await session.detach();
    return busyMs;
  };
}

/** Throws where fewer messages have come into the list than were logged meanwhile. */
async function follow(page: Page): Promise<Frames> {
  const shown = async () => {
    const text = await page.locator(".figure").first().textContent();
    return Number(text?.replaceAll(/\D/g, ""));
  };
  const before = await shown();
  const frames = await measureFrames(page);
  const came = (await shown()) - before;
  const expected = (messagesPerSecond * measuredMs) / 1000;
  if (came < expected * 0.8) throw new Error(`only ${came} of ${expected} messages came into the list`);
  return frames;
}

/** As by the wheel, thirty times a second, with leaps between so that unread pages come into sight. */
async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async (lengthMs) => {
    const scroller = document.querySelector(".log-scroller");
    if (!scroller) throw new Error("there is no log");
    const steps = Math.floor(lengthMs / 33) - 10;
    for (let step = 0; step < steps; step += 1) {
      if (step % 30 === 29) scroller.scrollTop = (scroller.scrollHeight * step) / steps;
      else scroller.scrollTop += 120;
      await new Promise((resolve) => setTimeout(resolve, 33));
    }
  }, measuredMs);
}

/** Throws where the row that is being read moves by as much as a pixel. */
async function readInTheMiddle(page: Page): Promise<Frames> {
  const row = () =>
    page.evaluate(() => {
      const middle = document.elementFromPoint(640, 500)?.closest("li");
      return `${middle?.textContent} at ${middle?.getBoundingClientRect().top}`;
    });
  await page.locator(".log-line.log-loading").first().waitFor({ state: "detached" });
  const before = await row();
  const frames = await measureFrames(page);
  const after = await row();
  if (after !== before) throw new Error(`what was being read has moved: ${before}, then ${after}`);
  return frames;
}

function summarize(frames: readonly Frames[]): Frames {
  const of = (name: keyof Frames) => median(frames.map((one) => one[name]));
  return {
    medianMs: of("medianMs"),
    p99Ms: of("p99Ms"),
    longestMs: of("longestMs"),
    lateShare: of("lateShare"),
    busyShare: of("busyShare"),
  };
}

function describe({ medianMs, p99Ms, longestMs, lateShare, busyShare }: Frames): string {
  const ms = (value: number) => `${value.toFixed(1)} ms`.padStart(9);
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`.padStart(7);
  const gaps = `median${ms(medianMs)}, 99 %${ms(p99Ms)}, longest${ms(longestMs)}, late${percent(lateShare)}`;
  return `${gaps}; busy${percent(busyShare)} of the time`;
}
