import type { InputOf } from '../core/calls.ts';

/** What a first look at any dataset compares: what everybody likes against what similar users like. */
export function baselineRequests(dataset: string): InputOf<'runs.start'>[] {
  return [
    { dataset, algorithm: 'popularity', name: 'popularity' },
    { dataset, algorithm: 'user_knn', name: 'user-knn k=20', config: { n_neighbors: 20 } },
  ];
}
