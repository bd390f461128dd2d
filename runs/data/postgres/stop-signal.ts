/** How often a stop is looked for, in milliseconds. */
const watchMs = 100;

/** A stop flag as a signal, for what waits on the network. `end` lets the process go. */
export function watchStop(shouldStop: () => boolean): { signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const look = (): void => {
    if (shouldStop()) controller.abort();
  };
  look();
  const timer = setInterval(look, watchMs);
  return { signal: controller.signal, end: () => clearInterval(timer) };
}
