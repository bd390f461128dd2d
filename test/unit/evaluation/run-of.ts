import type { Run } from '#shared/domain/run.ts';

/** A finished run with these metrics. */
export function runOf(algorithm: string, metrics: Run['metrics'], changes: Partial<Run> = {}): Run {
  return {
    id: `run${algorithm}`.replace(/[^a-z]/g, '').padEnd(12, '0'),
    number: 1,
    name: algorithm,
    experiment: 'default',
    kind: 'recommender',
    status: 'FINISHED',
    algorithm,
    dataset: { id: 'dataset00000', name: 'shop', version: 1, fingerprint: 'f1' },
    split: { kind: 'temporal', fingerprint: 's1', candidates: 'all' },
    ks: [5, 10],
    seed: 42,
    params: { algorithm, seed: 42, n_neighbors: 10 },
    metrics,
    tags: {},
    note: '',
    parent_id: null,
    created_at: 0,
    started_at: 0,
    finished_at: 1,
    duration_ms: 1,
    progress: null,
    error: null,
    deleted: false,
    ...changes,
  };
}
