import { describe, expect, it } from 'vitest';
import type { Dataset } from '#shared/domain/dataset.ts';
import { SplitSpec } from '#shared/domain/split.ts';
import { findAlgorithm, parseConfig } from '#runs/models/algorithms.ts';
import type { Shape } from '#runs/models/model.ts';
import { estimateRun, refuseTooLarge, type Planned } from '#runs/training/estimate.ts';
import { facts } from '../tracking/samples.ts';

const dataset: Dataset = {
  id: 'd'.repeat(16),
  kind: 'recommender',
  name: 'shop',
  version: 1,
  created_at: 0,
  runs: 0,
  ...facts(),
};
const algorithm = findAlgorithm('popularity');

function planned(split: object, changes: Partial<Planned> = {}): Planned {
  const spec = SplitSpec.parse(split);
  const config = parseConfig(algorithm, {});
  return { dataset, algorithm, config, split: { ...spec, kind: spec.kind ?? 'random' }, ks: [10], ...changes };
}

describe('the estimate of a run', () => {
  it('tells the algorithm how many threads it may use', () => {
    const asked: Shape[] = [];
    const curious = {
      ...algorithm,
      estimate: (shape: Shape) => {
        asked.push(shape);
        return { bytes: 0, operations: 0 };
      },
    };
    estimateRun(planned({}, { algorithm: curious }), 4, 1e9);
    expect(asked).toMatchObject([{ users: dataset.users, items: dataset.items, threads: 4 }]);
  });

  it('takes as many times as long as models are trained and measured', () => {
    const slow = { ...algorithm, estimate: () => ({ bytes: 0, operations: 1e12 }) };
    const seconds = (split: object) => estimateRun(planned(split, { algorithm: slow }), 1, 1e9).seconds;
    const once = seconds({});
    expect(seconds({ validation_share: 0.1 }) / once).toBeCloseTo(2, 2);
    // Four folds, and the model that is kept.
    expect(seconds({ kind: 'folds', n_folds: 4 }) / once).toBeCloseTo(5, 2);
    expect(seconds({ kind: 'folds', n_folds: 4, validation_share: 0.1 }) / once).toBeCloseTo(9, 2);
  });

  it('counts every user’s metrics at every K, and the copy that threads share', () => {
    const bytes = (changes: Partial<Planned>, threads: number) => estimateRun(planned({}, changes), threads, 1e9).bytes;
    expect(bytes({ ks: [5, 10] }, 1)).toBeGreaterThan(bytes({ ks: [10] }, 1));
    expect(bytes({}, 2) - bytes({}, 1)).toBe(dataset.interactions * 12);
  });

  it('leaves a search what the rest does not need, where its smallest blocks fit, and asks for those where not', () => {
    const search = { bytes: 5e8, least: 1e8 };
    const searching = { ...algorithm, estimate: () => ({ bytes: 6e8, operations: 0, search }) };
    const at = (limit: number) => estimateRun(planned({}, { algorithm: searching }), 1, limit);
    const whole = at(1e12);
    expect(whole.search_bytes).toBeNull();
    expect(at(whole.bytes)).toEqual({ ...whole, limit_bytes: whole.bytes });
    const less = whole.bytes - 3e8;
    expect(at(less)).toMatchObject({ bytes: less, search_bytes: 2e8 });
    // Not even the smallest blocks: what is asked for is what they would take.
    expect(at(whole.bytes - 4e8 - 1)).toMatchObject({ bytes: whole.bytes - 4e8, search_bytes: null });
  });

  it('is refused above the limit, with both figures', () => {
    const estimate = { bytes: 3.1e9, limit_bytes: 2e9 };
    expect(() => refuseTooLarge('user_knn', estimate)).toThrow(/user_knn needs about 3.1 GB .* it may take 2.0 GB now/);
    expect(() => refuseTooLarge('user_knn', { ...estimate, bytes: 2e9 })).not.toThrow();
  });
});
