import type { Run } from '#shared/domain/run.ts';

type Candidate = Pick<Run, 'id' | 'number' | 'status' | 'split'>;

/** Finished runs are measured alike where data and held-out part (one fingerprint) and candidates agree. */
export const measureKey = ({ split }: Pick<Run, 'split'>): string => `${split.fingerprint} ${split.candidates}`;

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
