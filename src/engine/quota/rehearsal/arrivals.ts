import type { Scenario } from "../../../shared/scenario.ts";
import { stretchesOf } from "../../../shared/traffic-stretches.ts";
import { exponential, type Random } from "./chance.ts";

/**
 * The times of the messages, ms from the beginning, one at each call, null after the last: an inhomogeneous Poisson
 * process, by stretching a process of rate 1.
 */
export function createArrivals(scenario: Scenario, random: Random): () => number | null {
  const stretches = stretchesOf(scenario);
  let index = 0;
  let at = 0;
  return () => {
    let due = exponential(random);
    for (let stretch = stretches[index]; stretch !== undefined; stretch = stretches[index]) {
      const left = (stretch.endMs - at) * stretch.messagesPerMs;
      if (due < left) {
        at += due / stretch.messagesPerMs;
        return at;
      }
      due -= left;
      at = stretch.endMs;
      index += 1;
    }
    return null;
  };
}
