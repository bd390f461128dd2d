import type { Run } from '#shared/domain/run.ts';

/** A finished run; each test says what matters to it. */
export function sampleRun(part: Partial<Run> = {}): Run {
  return {
    id: 'run00000001',
    number: 1,
    name: 'user-knn',
    experiment: 'default',
    kind: 'recommender',
    status: 'FINISHED',
    algorithm: 'user_knn',
    dataset: { id: 'dataset00001', name: 'six-groups', version: 1, fingerprint: 'f'.repeat(64) },
    split: { kind: 'temporal', fingerprint: 'a'.repeat(64), candidates: 'all' },
    ks: [5, 10, 20],
    seed: 42,
    params: {},
    metrics: {},
    tags: {},
    note: '',
    parent_id: null,
    created_at: 0,
    started_at: 0,
    finished_at: 1000,
    duration_ms: 1000,
    progress: null,
    error: null,
    deleted: false,
    ...part,
  };
}
