import type { Page } from '@playwright/test';

/** Ends what was opened; not timed. */
type Undo = (() => Promise<unknown>) | null;

/** Milliseconds of each call, in order; the first one warms up and is left out. */
export async function timesOf(repeats: number, act: () => Promise<Undo>): Promise<number[]> {
  const times: number[] = [];
  for (let call = 0; call <= repeats; call++) {
    const started = performance.now();
    const undo = await act();
    if (call > 0) times.push(performance.now() - started);
    await undo?.();
  }
  return times;
}

/** Milliseconds between two of the hand's deeds. */
const pause = 300;

/** What a hand does, and what of the page tells that it was done. */
type Change = {
  act(): Promise<unknown>;
  /** Runs in the page; another answer than before is the change. Undefined counts as none. */
  read: () => unknown;
  undo?: () => Promise<unknown>;
};

/**
 * As `timesOf`, by the clock of the page: from its first event (a key, a press, an input, another address) to the frame that shows the
 * change. Remote control costs nothing of it. A pause before each, as a hand makes it, lets what the one before set off come to its end.
 */
export async function changesOf(page: Page, repeats: number, next: () => Change): Promise<number[]> {
  const times: number[] = [];
  for (let call = 0; call <= repeats; call++) {
    const { act, read, undo } = next();
    await page.waitForTimeout(pause);
    const seen = await page.evaluateHandle(`(${read.toString()})`);
    const watch = await page.evaluateHandle(watched, seen as unknown as Change['read']);
    await act();
    const took = await watch.evaluate(({ change }) => change);
    if (call > 0) times.push(took);
    await Promise.all([seen.dispose(), watch.dispose()]);
    await undo?.();
  }
  return times;
}

/** In the page. Wrapped, because a handle waits for a bare promise. */
function watched(read: Change['read']): { change: Promise<number> } {
  const before = read();
  let from: number | undefined;
  const begin = ({ timeStamp }: Event) => (from ??= timeStamp);
  for (const event of ['popstate', 'keydown', 'pointerdown', 'input']) {
    window.addEventListener(event, begin, { capture: true, once: true });
  }
  const limit = performance.now() + 30_000;
  const change = new Promise<number>((resolve, reject) => {
    const look = () => {
      const now = read();
      if (performance.now() > limit) reject(new Error('What is watched did not change in 30 s.'));
      else if (from === undefined || now === undefined || now === before) requestAnimationFrame(look);
      // The frame at hand shows it; the next task comes when that is drawn.
      else setTimeout(() => resolve(performance.now() - from!));
    };
    look();
  });
  return { change };
}

/** One line: the median, the slowest but one in twenty, and the budget with the ratio to it. */
export function printTimes(name: string, times: readonly number[], budget: number): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
  const [median, p95] = [at(0.5), at(0.95)];
  console.log(
    `${name.padEnd(48)} median ${median.toFixed(0).padStart(6)} ms   p95 ${p95.toFixed(0).padStart(6)} ms   budget ${budget} ms  ${(p95 / budget).toFixed(2)} ×`,
  );
}
