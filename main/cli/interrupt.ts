/** A second signal within this time is the same key press: npm forwards to its child the Ctrl-C that the terminal sent to both. */
const samePressMs = 500;

/**
 * Turns Ctrl-C (and SIGTERM, and a closed terminal) into a signal that commands can act on; a second Ctrl-C ends the process at once.
 * Called once, when the program starts.
 * @returns aborted with the name of the signal as its reason
 */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  let firstAt = 0;
  const onSignal = (name: NodeJS.Signals): void => {
    if (!controller.signal.aborted) {
      firstAt = performance.now();
      controller.abort(name);
    } else if (performance.now() - firstAt > samePressMs) {
      process.exit(130);
    }
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
  return controller.signal;
}

/** Resolves when the signal is aborted, at once where it already is. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
