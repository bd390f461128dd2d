import type { Run } from '#shared/domain/run.ts';
import { cutoffOf } from './metric-text.ts';

/** Metrics that say most about a ranking, in the order of preference. */
const preferred = ['ndcg', 'hit_rate', 'recall', 'precision', 'map'];

/** What decides about a model of query performance. */
const ofQueries = 'mae_ms';

/** The K that most people report, where the runs have it; else the smallest that they have. */
function usualCutoff(names: readonly string[]): number | null {
  const cutoffs = names.map(cutoffOf).filter((k) => k !== null);
  return cutoffs.includes(10) ? 10 : cutoffs.length > 0 ? Math.min(...cutoffs) : null;
}

/** The one metric to show where there is room for one; undefined while no run has any. */
export function headline(runs: readonly Pick<Run, 'metrics'>[]): string | undefined {
  const names = [...new Set(runs.flatMap((run) => Object.keys(run.metrics)))];
  if (names.includes(ofQueries)) return ofQueries;
  const k = usualCutoff(names);
  const wanted = preferred.map((name) => `${name}@${k}`);
  return wanted.find((name) => names.includes(name)) ?? names[0];
}
