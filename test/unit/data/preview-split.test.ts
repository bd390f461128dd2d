import { describe, expect, it } from 'vitest';
import { previewSplit } from '#runs/data/preview-split.ts';
import type { Snapshot } from '#runs/data/snapshot.ts';
import { noAttributes } from '#runs/data/source.ts';
import { SplitSpec } from '#shared/domain/split.ts';
import { Weighting } from '#shared/domain/weighting.ts';
import { interactionsOf } from './fixture.ts';

const interactions = interactionsOf([
  ['ann', 'a', 1, 1],
  ['ann', 'b', 1, 2],
  ['ann', 'c', 1, 3],
  ['bob', 'a', 1, 4],
  ['bob', 'b', 1, 5],
  ['bob', 'b', 1, 6],
  ['cat', 'c', 1, 7],
  ['ann', 'a', 1, 8],
  ['bob', 'c', -1, 9],
  ['cat', 'a', 1, 10],
]);
const snapshot: Snapshot = {
  fingerprint: 'f'.repeat(64),
  interactions,
  attributes: noAttributes,
  given: null,
  groups: null,
};
const previewOf = (spec: unknown, rest: Partial<Snapshot> = {}) =>
  previewSplit({ ...snapshot, ...rest }, SplitSpec.parse(spec), Weighting.parse({}));

describe('the preview of a split', () => {
  it('counts what is learned from, what is held out and what of it counts', () => {
    // The last four: cat is new, ann had a before, bob's weight speaks against c.
    expect(previewOf({ kind: 'temporal', test_share: 0.4 })).toEqual({
      kind: 'temporal',
      leakage: 0,
      folds: [
        {
          train: { interactions: 6, users: 2, items: 3 },
          validation: null,
          test: { interactions: 4, pairs: 2, users: 1, unknown_users: 1 },
        },
      ],
    });
  });

  it('divides all interactions into three parts where there is a validation part', () => {
    const [fold] = previewOf({ kind: 'temporal', test_share: 0.2, validation_share: 0.25 }).folds;
    expect(fold?.validation).toEqual({ interactions: 2, pairs: 1, users: 1 });
    expect(fold!.train.interactions + fold!.validation!.interactions + fold!.test.interactions).toBe(10);
  });

  it('has a part for each fold, and takes the usual kind where none is chosen', () => {
    const { folds } = previewOf({ kind: 'folds', n_folds: 3 });
    expect(folds).toHaveLength(3);
    expect(folds.reduce((sum, { test }) => sum + test.interactions, 0)).toBe(10);
    expect(previewOf({}).kind).toBe('temporal');
  });

  it('counts a held-out part that came with the data beside its interactions', () => {
    const [ann, cat] = ['ann', 'cat'].map((id) => interactions.userIds.indexOf(id)) as [number, number];
    const given = { testUsers: Int32Array.of(ann, cat), testItems: Int32Array.of(0, 1), negatives: null };
    expect(previewOf({ kind: 'given' }, { given }).folds).toEqual([
      {
        train: { interactions: 10, users: 3, items: 3 },
        validation: null,
        // ann has a already.
        test: { interactions: 2, pairs: 1, users: 1, unknown_users: 0 },
      },
    ]);
  });

  it('refuses what cannot be divided, as training does', () => {
    expect(() => previewOf({ kind: 'given' })).toThrow('brought no held-out part');
  });
});
