import type { Run } from '#shared/domain/run.ts';
import type { NewRun } from '#runs/tracking/create-run.ts';
import type { DatasetFacts, QueryDatasetFacts } from '#runs/tracking/datasets.ts';
import type { NewVersion } from '#runs/tracking/models/register-version.ts';

export const facts = (fingerprint = 'f'.repeat(64)): DatasetFacts => ({
  fingerprint,
  recipe: {
    source: 'synthetic:groups',
    options: { preset: 'reference' },
    weighting: { preset: 'feed', weights: {}, aggregation: 'sum', transform: 'none' },
  },
  users: 20,
  items: 40,
  interactions: 200,
  density: 0.25,
  has_times: true,
  given: 'none',
  profile: {
    types: { view: 150, like: 50 },
    duplicates: 0,
    first_at: 0,
    last_at: 1,
    activity: { edges: [1, 10], counts: [20] },
    popularity: { edges: [1, 10], counts: [40] },
    gini: 0.2,
    cold_users: 0,
    user_pairs: 10,
    item_pairs: 10,
    dropped: [],
    checks: null,
    rejected: null,
    weights: { min: 0.1, max: 0.7 },
    leakage: null,
  },
  groups: null,
});

const noNumbers = {
  known: 0,
  missing: 0,
  infinite: 0,
  min: null,
  p01: null,
  median: null,
  mean: null,
  p99: null,
  max: null,
  sd: null,
};

/** A dataset of query samples. */
export const queryFacts = (fingerprint = 'q'.repeat(64)): QueryDatasetFacts => ({
  fingerprint,
  recipe: { source: 'postgres:shop', options: {} },
  queries: 300,
  samples: 900,
  profile: {
    features: {},
    execution_ms: noNumbers,
    times: { edges: [1, 10], counts: [900] },
    with_history: 600,
    first_at: 0,
    last_at: 1,
    dropped: [],
  },
});

export const newRun = (dataset: NewRun['dataset'], changes: Partial<NewRun> = {}): NewRun => ({
  name: 'user_knn n_neighbors=50',
  experiment: 'default',
  kind: 'recommender',
  algorithm: 'user_knn',
  dataset,
  split: { kind: 'temporal', fingerprint: 's'.repeat(64), candidates: 'all' },
  ks: [5, 10],
  seed: 42,
  params: { n_neighbors: 50, seed: 42 },
  tags: {},
  note: '',
  parent_id: null,
  ...changes,
});

export const newVersion = (run: Run, changes: Partial<NewVersion> = {}): NewVersion => ({
  model: 'knn',
  kind: 'recommender',
  version: 1,
  facts: {
    run: { id: run.id, number: run.number, name: run.name },
    dataset: { name: run.dataset.name, version: run.dataset.version, fingerprint: run.dataset.fingerprint },
    split: run.split,
    algorithm: run.algorithm,
    config: { n_neighbors: 50 },
    seed: run.seed,
    metrics: { 'ndcg@10': 0.4, 'novelty@10': 'NaN' },
    trained_at: run.finished_at,
    imported: null,
  },
  note: '',
  by: 'ada',
  candidate: true,
  bundle: { sha256: 'b'.repeat(64), bytes: 10 },
  created_at: Date.UTC(2026, 10, 20),
  ...changes,
});
