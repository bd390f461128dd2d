/** How often the event loop is looked at, in milliseconds. */
const sampleMs = 250;
/** Timers that are later than this say that there is more to do than can be done, in milliseconds. */
const maxLagMs = 2500;

/** Whether a process has more to do than it can. */
export type Overload = { isOverloaded(): boolean; close(): void };

/**
 * Late twice in a row: one pause (a collection of garbage, a machine that runs something else for a moment) is none, and what was asked
 * meanwhile is answered. (@fastify/under-pressure takes a sample without a measurement, whose mean is NaN, for an endless delay and refuses
 * everything until the next one.)
 */
export function watchOverload(now: () => number = () => performance.now()): Overload {
  let lags: [before: number, last: number] = [0, 0];
  let expected = now() + sampleMs;
  const timer = setInterval(() => {
    lags = [lags[1], now() - expected];
    expected = now() + sampleMs;
  }, sampleMs).unref();
  return {
    isOverloaded: () => lags[0] > maxLagMs && lags[1] > maxLagMs,
    close: () => clearInterval(timer),
  };
}
