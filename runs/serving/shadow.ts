import type { ShadowReport } from '#shared/domain/serving.ts';
import { compareLists } from './compare-lists.ts';

/** Lists are compared over their first so many places. */
const k = 10;
/** Comparisons that may wait; more are left out, so that a slow candidate never costs the live version's users anything. */
const maxWaiting = 64;

type Timed = { posts: readonly string[]; ms: number };

/** The candidate's answers beside those of the live version, computed after the reply went out. */
export type Shadow = {
  /** @param candidate  computes the candidate's answer to the same question */
  compare(live: Timed, candidate: () => readonly string[]): void;
  report(live: string, candidate: string): ShadowReport;
};

/** @param onOverlap  told of each comparison, for the metrics */
export function createShadow(
  onOverlap: (overlap: number) => void,
  now: () => number = performance.now.bind(performance),
): Shadow {
  const waiting: [Timed, () => readonly string[]][] = [];
  const sums = { compared: 0, overlap: 0, shift: 0, shifts: 0, correlation: 0, correlations: 0, live: 0, candidate: 0 };
  let scheduled = false;

  function compareNext(): void {
    scheduled = false;
    const next = waiting.shift();
    if (!next) return;
    // One at a time, so that requests come in between.
    schedule();
    const [live, candidate] = next;
    const started = now();
    const posts = tried(candidate);
    if (!posts) return;
    sums.candidate += now() - started;
    sums.live += live.ms;
    sums.compared += 1;
    const { overlap, shift, correlation } = compareLists(live.posts, posts, k);
    sums.overlap += overlap;
    onOverlap(overlap);
    if (shift !== null) [sums.shift, sums.shifts] = [sums.shift + shift, sums.shifts + 1];
    if (correlation !== null) [sums.correlation, sums.correlations] = [sums.correlation + correlation, sums.correlations + 1]; // prettier-ignore
  }

  function schedule(): void {
    if (scheduled || waiting.length === 0) return;
    scheduled = true;
    setImmediate(compareNext);
  }

  const mean = (sum: number, count: number) => (count === 0 ? null : sum / count);
  return {
    compare(live, candidate) {
      if (waiting.length >= maxWaiting) return;
      waiting.push([live, candidate]);
      schedule();
    },
    report: (live, candidate) => ({
      live,
      candidate,
      k,
      compared: sums.compared,
      overlap: mean(sums.overlap, sums.compared),
      rank_shift: mean(sums.shift, sums.shifts),
      rank_correlation: mean(sums.correlation, sums.correlations),
      live_ms: mean(sums.live, sums.compared),
      candidate_ms: mean(sums.candidate, sums.compared),
    }),
  };
}

/** A candidate that fails in the shadow hurts nobody; it is not compared. */
function tried(candidate: () => readonly string[]): readonly string[] | null {
  try {
    return candidate();
  } catch {
    return null;
  }
}
