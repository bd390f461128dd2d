import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildMatrix } from '#runs/data/build-matrix.ts';
import type { Interactions } from '#runs/data/interactions.ts';
import type { Snapshot } from '#runs/data/snapshot.ts';
import { noAttributes } from '#runs/data/source.ts';
import { makeSplit, splitFingerprint, type Fold } from '#runs/data/split.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { KindredError } from '#shared/api/errors.ts';
import { SplitSpec, type SplitKind } from '#shared/domain/split.ts';
import { Weighting } from '#shared/domain/weighting.ts';
import { interactionsOf } from './fixture.ts';

const weighting = Weighting.parse({});
const snapshotOf = (interactions: Interactions, rest: Partial<Snapshot> = {}): Snapshot => ({
  fingerprint: 'f'.repeat(64),
  interactions,
  attributes: noAttributes,
  given: null,
  groups: null,
  ...rest,
});
const split = (interactions: Interactions, spec: unknown) =>
  makeSplit(snapshotOf(interactions), SplitSpec.parse(spec), weighting);

/** A fold as sets of `user item`, by id. */
function pairsOfFold({ userIds, itemIds, users, items }: Interactions, { trainRows, test }: Fold) {
  const train = new Set([...trainRows].map((row) => `${userIds.id(users[row]!)} ${itemIds.id(items[row]!)}`));
  const held = new Set<string>();
  for (let user = 0; user < test.rows; user++) {
    for (const item of test.indices.subarray(test.indptr[user], test.indptr[user + 1])) {
      held.add(`${userIds.id(user)} ${itemIds.id(item)}`);
    }
  }
  return { train, held };
}

/** A few users with several items and events, at distinct times. */
const events = [
  ['ann', 'a', 1, 10],
  ['ann', 'b', 1, 20],
  ['ann', 'c', 1, 30],
  ['ann', 'a', 1, 90],
  ['bob', 'a', 1, 40],
  ['bob', 'd', 1, 50],
  ['bob', 'e', 1, 60],
  ['cat', 'a', 1, 70],
  ['dan', 'b', 1, 80],
  ['dan', 'f', 1, 100],
] as const;
const timed = interactionsOf(events);
const untimed = interactionsOf(events.map(([user, item, weight]) => [user, item, weight] as const));

describe('a temporal split', () => {
  it('is the default with times, holds out the newest events and leaks nothing', () => {
    const { kind, folds, leakage } = split(timed, { test_share: 0.3 });
    const { train, held } = pairsOfFold(timed, folds[0]!);
    expect(kind).toBe('temporal');
    expect(leakage).toBe(0);
    // Of the newest three, "ann a" is in train as well.
    expect(held).toEqual(new Set(['dan b', 'dan f']));
    expect(folds[0]!.repeated).toBe(1);
    expect(train.size).toBe(7);
  });

  it('keeps events of one time on one side, held out', () => {
    const tied = interactionsOf([
      ['a', 'x', 1, 1],
      ['a', 'y', 1, 5],
      ['b', 'x', 1, 5],
      ['b', 'z', 1, 5],
      ['b', 'w', 1, 9],
    ]);
    expect(split(tied, { test_share: 0.4 }).folds[0]!.trainRows).toEqual(Int32Array.of(0));
  });

  it('keeps the oldest time in train where the cut would take everything', () => {
    const tied = interactionsOf([
      ['a', 'x', 1, 1],
      ['b', 'x', 1, 1],
      ['a', 'y', 1, 2],
    ]);
    expect([...split(tied, { test_share: 0.9 }).folds[0]!.trainRows]).toEqual([0, 1]);
  });

  it('is refused without times, with the other kinds', () => {
    expect(() => split(untimed, { kind: 'temporal' })).toThrow(/has no times.*random, leave-one-out or folds/);
  });
});

describe('a leave-one-out split', () => {
  it('holds out the latest item of each user with two items, with all its events', () => {
    const { folds, leakage } = split(timed, { kind: 'leave-one-out' });
    const { train, held } = pairsOfFold(timed, folds[0]!);
    expect(held).toEqual(new Set(['ann a', 'bob e', 'dan f']));
    expect(train.has('ann a')).toBe(false);
    expect(train.has('cat a')).toBe(true);
    // The newest training event is dan b at 80; ann's first event with a (10) and bob's e (60) are older, of four.
    expect(leakage).toBe(0.5);
  });

  it('takes the smallest id of several items at the latest time, whatever the order of rows', () => {
    for (const rows of [
      [
        ['u', 'b', 1, 9],
        ['u', 'a', 1, 9],
        ['v', 'c', 1, 1],
      ],
      [
        ['u', 'a', 1, 9],
        ['u', 'b', 1, 9],
        ['v', 'c', 1, 1],
      ],
    ] as const) {
      const tied = interactionsOf(rows);
      expect(pairsOfFold(tied, split(tied, { kind: 'leave-one-out' }).folds[0]!).held).toEqual(new Set(['u a']));
    }
  });

  it('is a seeded choice without times', () => {
    const held = (seed: number) => pairsOfFold(untimed, split(untimed, { kind: 'leave-one-out', seed }).folds[0]!).held;
    expect(held(1)).toEqual(held(1));
    const choices = new Set(Array.from({ length: 20 }, (_, seed) => [...held(seed)].join()));
    expect(choices.size).toBeGreaterThan(3);
  });
});

describe('a random split', () => {
  it('is the default without times and holds out a share of each user, at least one and never all', () => {
    const { kind, folds, leakage } = split(untimed, { test_share: 0.34 });
    const { train, held } = pairsOfFold(untimed, folds[0]!);
    expect([kind, leakage]).toEqual(['random', null]);
    const users = [...held].map((pair) => pair.slice(0, 3)).sort();
    expect(users).toEqual(['ann', 'bob', 'dan']);
    expect(train.has('cat a')).toBe(true);
  });

  it('does not change for a user when other users come or go', () => {
    const without = interactionsOf(events.filter(([user]) => user !== 'ann'));
    const heldOf = (data: Interactions, user: string) =>
      [...pairsOfFold(data, split(data, { kind: 'random' }).folds[0]!).held].filter((pair) => pair.startsWith(user));
    expect(heldOf(without, 'bob')).toEqual(heldOf(timed, 'bob'));
  });
});

describe('folds', () => {
  it('hold every item of a user with several out once', () => {
    const { folds } = split(untimed, { kind: 'folds', n_folds: 3 });
    expect(folds).toHaveLength(3);
    const held = folds.flatMap((fold) => [...pairsOfFold(untimed, fold).held]);
    expect(held.sort()).toEqual(['ann a', 'ann b', 'ann c', 'bob a', 'bob d', 'bob e', 'dan b', 'dan f']);
  });
});

describe('a given split', () => {
  const given = { testUsers: Int32Array.of(2, 0, 0), testItems: Int32Array.of(1, 3, 0), negatives: null };

  it('learns from all interactions and holds out what came with the data, without what is in train', () => {
    const { folds, leakage } = makeSplit(snapshotOf(timed, { given }), SplitSpec.parse({ kind: 'given' }), weighting);
    expect(folds[0]!.trainRows.length).toBe(timed.users.length);
    expect(pairsOfFold(timed, folds[0]!).held).toEqual(new Set(['cat b', 'ann d']));
    expect(folds[0]!.repeated).toBe(1);
    expect(leakage).toBeNull();
  });

  it('is refused where the data brought none', () => {
    expect(() => split(timed, { kind: 'given' })).toThrow(
      /brought no held-out part of its own. Use the split temporal/,
    );
  });
});

const anyEvents = fc.array(
  fc.tuple(
    fc.nat(5).map((user) => `u${user}`),
    fc.nat(8).map((item) => `i${item}`),
    fc.constantFrom(0.1, 0.7, 1),
    fc.nat(12),
  ),
  { minLength: 4, maxLength: 60 },
);
const anySpec = fc.record({
  kind: fc.constantFrom<SplitKind>('temporal', 'leave-one-out', 'random', 'folds'),
  test_share: fc.constantFrom(0.1, 0.2, 0.5),
  seed: fc.nat(1000),
  n_folds: fc.integer({ min: 2, max: 4 }),
});

/** The split, or null where these events cannot be split so. */
function trySplit(interactions: Interactions, spec: unknown) {
  try {
    return split(interactions, spec);
  } catch (error) {
    if (error instanceof KindredError && error.code === 'conflict') return null;
    throw error;
  }
}

describe('every split', () => {
  it('can be made of most events, so that the properties below say something', () => {
    const made = fc
      .sample(fc.tuple(anyEvents, anySpec), { seed: 2, numRuns: 300 })
      .filter(([rows, spec]) => trySplit(interactionsOf(rows), spec) !== null);
    expect(made.length).toBeGreaterThan(250);
  });

  it('has disjoint parts whose union is complete', () => {
    fc.assert(
      fc.property(anyEvents, anySpec, (rows, spec) => {
        const interactions = interactionsOf(rows);
        const all = new Set(rows.map(([user, item]) => `${user} ${item}`));
        for (const fold of trySplit(interactions, spec)?.folds ?? []) {
          const { train, held } = pairsOfFold(interactions, fold);
          expect([...held].filter((pair) => train.has(pair))).toEqual([]);
          expect(new Set([...train, ...held])).toEqual(all);
          expect([...fold.trainRows]).toEqual([...fold.trainRows].sort((a, b) => a - b));
        }
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it('is the same to the byte for the same seed', () => {
    fc.assert(
      fc.property(anyEvents, anySpec, (rows, spec) => {
        expect(trySplit(interactionsOf(rows), spec)).toEqual(trySplit(interactionsOf(rows), spec));
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('does not change one bit of the training matrix when held-out rows are shuffled', () => {
    fc.assert(
      fc.property(anyEvents, anySpec, fc.nat(), (rows, spec, seed) => {
        const before = trySplit(interactionsOf(rows), spec);
        before?.folds.forEach((fold, index) => {
          const held = rows.map((_, row) => row).filter((row) => !fold.trainRows.includes(row));
          const places = createRandom(seed, 'shuffle').shuffle([...held]);
          const shuffled = [...rows];
          held.forEach((row, at) => (shuffled[row] = rows[places[at]!]!));
          const interactions = interactionsOf(shuffled);
          const after = split(interactions, spec).folds[index]!;
          const options = { ...weighting, transform: 'bm25' as const };
          expect(buildMatrix(interactions, after.trainRows, options)).toEqual(
            buildMatrix(interactionsOf(rows), fold.trainRows, options),
          );
        });
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  it('does not learn what the held-out items of a temporal split are', () => {
    const other = interactionsOf(events.map((event, row) => (row === 8 ? ['dan', 'c', 1, 80] : event)));
    const matrix = (data: Interactions) =>
      buildMatrix(data, split(data, { test_share: 0.3 }).folds[0]!.trainRows, weighting);
    expect(matrix(other)).toEqual(matrix(timed));
  });

  it('holds out aggregated weights without a transform, and no pair that speaks against its item', () => {
    const rows = [
      ['a', 'x', 1, 1],
      ['b', 'y', 1, 2],
      ['a', 'y', 0.1, 8],
      ['a', 'y', 0.7, 9],
      ['b', 'x', -1, 9],
    ] as const;
    const interactions = interactionsOf(rows);
    const options = Weighting.parse({ transform: 'bm25' });
    const { folds } = makeSplit(snapshotOf(interactions), SplitSpec.parse({ test_share: 0.5 }), options);
    expect([...folds[0]!.test.values].map((value) => value.toFixed(12))).toEqual(['0.800000000000']);
  });

  it('says so where nothing is held out', () => {
    const single = interactionsOf([
      ['a', 'x'],
      ['b', 'y'],
    ]);
    expect(() => split(single, { kind: 'random' })).toThrow(/holds nothing out/);
  });
});

describe('a share of the training part', () => {
  it('leaves what is held out as it is, and a greater share holds a smaller one', () => {
    for (const kind of ['temporal', 'leave-one-out', 'random', 'folds'] as const) {
      const whole = split(timed, { kind });
      const shares = [0.3, 0.6, 0.999].map((train_share) => split(timed, { kind, train_share }));
      for (const { folds, fingerprint } of shares) {
        expect(folds.map(({ test }) => test)).toEqual(whole.folds.map(({ test }) => test));
        expect(fingerprint).not.toBe(whole.fingerprint);
      }
      shares.forEach(({ folds }, at) => {
        const greater = (shares[at + 1] ?? whole).folds;
        folds.forEach(({ trainRows }, fold) => {
          expect([...trainRows].every((row) => greater[fold]!.trainRows.includes(row))).toBe(true);
        });
      });
      expect(split(timed, { kind, train_share: 1 }).fingerprint).toBe(whole.fingerprint);
    }
  });
});

describe('a validation part', () => {
  const validated = (spec: object, data = timed) => {
    const [fold] = split(data, { validation_share: 0.3, ...spec }).folds;
    const { trainRows, test } = fold!.validation!;
    return { fold: fold!, inner: pairsOfFold(data, { ...fold!, trainRows, test }), outer: pairsOfFold(data, fold!) };
  };

  it('is none unless asked for, and leaves what is tested on as it is', () => {
    for (const kind of ['temporal', 'leave-one-out', 'random', 'folds'] as const) {
      const without = split(timed, { kind });
      expect(without.folds.every(({ validation }) => validation === null)).toBe(true);
      const { folds } = split(timed, { kind, validation_share: 0.3 });
      expect(folds.map((fold) => ({ ...fold, validation: null }))).toEqual(without.folds);
    }
  });

  it('is cut from train by rows: what is left and what is held out are train together', () => {
    for (const kind of ['temporal', 'leave-one-out', 'random', 'folds'] as const) {
      const { inner, outer } = validated({ kind });
      expect(inner.held.size).toBeGreaterThan(0);
      expect(new Set([...inner.train, ...inner.held])).toEqual(outer.train);
      expect([...inner.held].filter((pair) => inner.train.has(pair))).toEqual([]);
    }
  });

  it('has the newest events of train in a temporal split', () => {
    const { inner } = validated({ test_share: 0.2, validation_share: 0.25 });
    // Train ends at 80; of its eight events the newest two are cut.
    expect(inner.held).toEqual(new Set(['dan b', 'cat a']));
  });

  it('has the latest item left of each user in leave-one-out, and users whose only item is left keep it', () => {
    const { inner, outer } = validated({ kind: 'leave-one-out' });
    expect(outer.held).toEqual(new Set(['ann a', 'bob e', 'dan f']));
    expect(inner.held).toEqual(new Set(['ann c', 'bob d']));
  });

  it('is a share of each user at random beside a given part', () => {
    const given: Snapshot['given'] = {
      testUsers: Int32Array.of(0),
      testItems: Int32Array.of(5),
      negatives: null,
    };
    const make = (seed: number) =>
      makeSplit(
        snapshotOf(timed, { given }),
        SplitSpec.parse({ kind: 'given', validation_share: 0.4, seed }),
        weighting,
      );
    const [fold] = make(1).folds;
    const { held } = pairsOfFold(timed, { ...fold!, test: fold!.validation!.test });
    expect([...held].map((pair) => pair.slice(0, 3)).sort()).toEqual(['ann', 'bob', 'dan']);
    expect(make(1).fingerprint).not.toBe(make(2).fingerprint);
  });

  it('is refused where nothing would be left for it', () => {
    const single = interactionsOf([
      ['a', 'x', 1, 1],
      ['a', 'y', 1, 2],
    ]);
    expect(() => split(single, { kind: 'leave-one-out', validation_share: 0.1 })).toThrow(/nothing to validate on/);
  });
});

describe('splitFingerprint', () => {
  const fingerprint = (spec: Record<string, unknown> & { kind: SplitKind }, dataset = 'd') =>
    splitFingerprint(dataset, { ...SplitSpec.parse(spec), kind: spec.kind });

  it('changes with the dataset, the kind and the options of that kind only', () => {
    const base = fingerprint({ kind: 'temporal' });
    expect(base).toMatch(/^[0-9a-f]{64}$/);
    expect(fingerprint({ kind: 'temporal', seed: 7, n_folds: 3 })).toBe(base);
    expect(fingerprint({ kind: 'temporal', test_share: 0.3 })).not.toBe(base);
    expect(fingerprint({ kind: 'temporal' }, 'e')).not.toBe(base);
    expect(fingerprint({ kind: 'random' })).not.toBe(base);
    expect(fingerprint({ kind: 'random', seed: 7 })).not.toBe(fingerprint({ kind: 'random' }));
    expect(fingerprint({ kind: 'folds', n_folds: 3 })).not.toBe(fingerprint({ kind: 'folds' }));
  });

  it('is the one of the split that is made', () => {
    const spec = { ...SplitSpec.parse({}), kind: 'random' as const };
    expect(split(timed, spec).fingerprint).toBe(splitFingerprint('f'.repeat(64), spec));
    const validated = { ...spec, validation_share: 0.1 };
    expect(split(timed, validated).fingerprint).toBe(splitFingerprint('f'.repeat(64), validated));
    expect(splitFingerprint('f'.repeat(64), validated)).not.toBe(splitFingerprint('f'.repeat(64), spec));
  });
});
