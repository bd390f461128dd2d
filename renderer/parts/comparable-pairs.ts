import type { Run } from '#shared/domain/run.ts';

type Candidate = Pick<Run, 'id' | 'number' | 'status' | 'split' | 'ks'>;

/** Finished runs are measured alike where data and held-out part (one fingerprint), candidates and list lengths agree. */
export const measureKey = ({ split, ks }: Pick<Run, 'split' | 'ks'>): string =>
  `${split.fingerprint} ${split.candidates} ${ks.toSorted((a, b) => a - b).join()}`;

/** As `comparablePairs`; where a run is live, first how the newest that was measured alike stands to it. */
export function suggestedPairs<T extends Candidate>(
  runs: readonly T[],
  live: string | null,
  chosen?: string,
  limit = 3,
): [T, T][] {
  const served = chosen === undefined ? runs.find(({ id }) => id === live) : undefined;
  const newest =
    served &&
    runs.find((run) => run.status === 'FINISHED' && run.id !== live && measureKey(run) === measureKey(served));
  const others = comparablePairs(runs, chosen, limit);
  if (!served || !newest) return others;
  const isOther = ([a, b]: [T, T]) => ![a.id, b.id].every((id) => id === served.id || id === newest.id);
  return [[served, newest] as [T, T], ...others.filter(isOther)].slice(0, limit);
}

/**
 * Pairs worth a comparison: each run with the one before it that was measured alike, the older first.
 * @param runs  newest first
 * @param chosen  id of a run that every pair has to contain
 */
export function comparablePairs<T extends Candidate>(runs: readonly T[], chosen?: string, limit = 3): [T, T][] {
  const finished = runs.filter((run) => run.status === 'FINISHED');
  const anchors = chosen === undefined ? finished : finished.filter((run) => run.id === chosen);
  const pairs = anchors.flatMap((anchor) => {
    const alike = finished.filter((run) => run.id !== anchor.id && measureKey(run) === measureKey(anchor));
    const partners = chosen === undefined ? alike.filter((run) => run.number < anchor.number).slice(0, 1) : alike;
    return partners.map((run): [T, T] => (run.number < anchor.number ? [run, anchor] : [anchor, run]));
  });
  return pairs.slice(0, limit);
}
