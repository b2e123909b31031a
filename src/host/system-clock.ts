import type { Cancel, Clock } from "../engine/ports.ts";

/** Node turns a longer delay into 1 ms. */
const longestTimerMs = 2 ** 31 - 1;

/** The real time of this machine. Its timers keep the process alive until they are cancelled. */
export function createSystemClock(): Clock {
  return { now: () => Date.now(), monotonic: () => performance.now(), after };
}

/** A timer of any length: what Node cannot wait for in one go is waited for in several. */
function after(delayMs: number, task: () => void): Cancel {
  let timer: ReturnType<typeof setTimeout>;
  const wait = (remainingMs: number): void => {
    const stepMs = Math.min(remainingMs, longestTimerMs);
    timer = setTimeout(() => (remainingMs > stepMs ? wait(remainingMs - stepMs) : task()), stepMs);
  };
  wait(Math.max(0, delayMs));
  return () => clearTimeout(timer);
}
