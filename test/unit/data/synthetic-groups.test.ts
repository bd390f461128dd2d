import { describe, expect, it } from 'vitest';
import { buildMatrix } from '#runs/data/build-matrix.ts';
import { tastesOf } from '#runs/data/groups/group-tastes.ts';
import { groupSimilarity } from '#runs/data/group-similarity.ts';
import { recipeOf, syntheticGroups } from '#runs/data/synthetic-groups.ts';
import { makeSplit } from '#runs/data/split.ts';
import { groupsPresets } from '#shared/domain/groups-presets.ts';
import type { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { SplitSpec } from '#shared/domain/split.ts';
import { contextWith } from './fixture.ts';

const context = contextWith();
const generate = (options: Record<string, unknown>) =>
  syntheticGroups.read('', syntheticGroups.options.parse(options), context);

/** Items of each user, in the order of time. */
async function itemsByUser(options: Record<string, unknown>): Promise<Record<string, string[]>> {
  const { interactions } = await generate(options);
  const { users, items, userIds, itemIds } = interactions;
  const byUser: Record<string, string[]> = {};
  users.forEach((user, row) => (byUser[userIds.id(user)] ??= []).push(itemIds.id(items[row]!)));
  return byUser;
}

describe('the reference preset', () => {
  it('is the twenty users of the published groups', async () => {
    const { groups } = await generate({});
    expect(groups).toMatchObject({
      names: ['tech', 'sports', 'mixed', 'casual', 'power', 'bridge'],
      letters: ['T', 'S', 'M', 'C', 'P', 'B'],
      sizes: [5, 5, 3, 3, 2, 2],
    });
    const items = await itemsByUser({});
    expect(Object.keys(items).sort()).toEqual(Array.from({ length: 20 }, (_, user) => `user${user + 1}`).sort());
    expect(items['user1']!.sort()).toEqual(['docker', 'python', 'react']);
    expect(items['user2']!.sort()).toEqual(['kubernetes', 'python', 'react']);
    for (const user of ['user7', 'user8', 'user9', 'user10'])
      expect(items[user]!.sort()).toEqual(items['user6']!.sort());
    for (const user of ['user14', 'user15', 'user16']) expect(items[user]!.length).toBeLessThanOrEqual(2);
    for (const user of ['user17', 'user18']) expect(items[user]!.length).toBeGreaterThan(12);
  });

  it('has the similarity that was expected, since nothing in it is left to chance', async () => {
    const { groups, interactions, weighting } = await generate({ seed: 11 });
    const measured = groupSimilarity(buildMatrix(interactions, null, weighting), groups!.ofUser, 6);
    expect(measured).toEqual(groups!.expected_similarity.map((row) => row.map((value) => expect.closeTo(value, 12))));
    expect(measured[1]![1]).toBeCloseTo(1, 12);
    expect(measured[0]![1]).toBe(0);
  });
});

describe('the six-groups preset', () => {
  it('is 600 users and 240 items with the activity of its groups', async () => {
    const { interactions, groups } = await generate({ preset: 'six-groups' });
    expect([interactions.userIds.size, interactions.itemIds.size]).toEqual([600, 240]);
    expect([interactions.userIds.id(0), interactions.userIds.id(599)]).toEqual(['u001', 'u600']);
    const { indptr } = buildMatrix(interactions, null, context.weighting);
    const means = groups!.names.map((_, group) => {
      const users = [...groups!.ofUser.keys()].filter((user) => groups!.ofUser[user] === group);
      return users.reduce((sum, user) => sum + indptr[user + 1]! - indptr[user]!, 0) / users.length;
    });
    [18, 18, 15, 4, 90, 20].forEach((mean, group) => {
      expect(Math.abs(means[group]! - mean) / mean).toBeLessThan(0.12);
    });
  });

  it('has the expected similarity within 0.05, for any seed', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { groups, interactions, weighting } = await generate({ preset: 'six-groups', seed });
      const measured = groupSimilarity(buildMatrix(interactions, null, weighting), groups!.ofUser, 6);
      groups!.expected_similarity.forEach((row, a) =>
        row.forEach((expected, b) => expect(Math.abs(measured[a]![b]! - expected)).toBeLessThan(0.05)),
      );
      // Members of a group are nearer to each other than to tech's opposite.
      expect(measured[0]![0]).toBeGreaterThan(2 * measured[0]![1]!);
    }
  });

  it('leaves every user something to learn from and something held out by time', async () => {
    for (const seed of [1, 7]) {
      const data = await generate({ preset: 'six-groups', seed });
      const { interactions, attributes } = data;
      const snapshot = { fingerprint: 'f', interactions, attributes, given: null, groups: null };
      const { folds, leakage } = makeSplit(snapshot, SplitSpec.parse({}), data.weighting);
      const train = buildMatrix(data.interactions, folds[0]!.trainRows, data.weighting);
      expect(leakage).toBe(0);
      for (let user = 0; user < 600; user++) {
        expect(train.indptr[user + 1]! - train.indptr[user]!).toBeGreaterThan(0);
        expect(folds[0]!.test.indptr[user + 1]! - folds[0]!.test.indptr[user]!).toBeGreaterThan(0);
      }
    }
  });

  it('shows casual users views only', async () => {
    const { interactions, groups } = await generate({ preset: 'six-groups' });
    const casual = interactions.users.reduce(
      (greatest, user, row) => (groups!.ofUser[user] === 3 ? Math.max(greatest, interactions.weights[row]!) : greatest),
      0,
    );
    expect(casual).toBe(0.1);
  });
});

describe('a recipe', () => {
  it('differs by its seed, and a user does not change when another group grows', async () => {
    const groups = groupsPresets['six-groups'].groups.map((group, index) =>
      index === 5 ? { ...group, size: 80 } : group,
    );
    const base = await itemsByUser({ preset: 'six-groups' });
    const grown = await itemsByUser({ preset: 'six-groups', recipe: { groups } });
    const other = await itemsByUser({ preset: 'six-groups', seed: 8 });
    expect(grown['u001']).toEqual(base['u001']);
    expect(grown['u540']).toEqual(base['u540']);
    expect(Object.keys(grown)).toHaveLength(620);
    expect(other['u001']).not.toEqual(base['u001']);
  });

  it('takes every field of the preset unless it is given', () => {
    const { groups, time, seed } = recipeOf({ preset: 'six-groups', seed: 5, recipe: { time: { days: 90 } } });
    expect([groups.length, time.days, seed]).toEqual([6, 90, 5]);
  });

  it('stands alone without a preset, items named after their pool', async () => {
    const recipe = {
      pools: [{ name: 'films', size: 12, skew: 0 }],
      groups: [{ name: 'all', letter: 'A', size: 30, pools: { films: 1 }, activity: { mean: 5, spread: 0 } }],
    };
    const { interactions, options } = await generate({ recipe });
    expect(interactions.itemIds.ids.slice(0, 2)).toEqual(['films-01', 'films-02']);
    expect(interactions.userIds.size).toBe(30);
    expect(options).toMatchObject({ seed: 7, recipe: { topics: { count: 1 }, funnel: expect.any(Array) } });
  });

  it('makes cold users where asked to', async () => {
    const items = await itemsByUser({ preset: 'six-groups', recipe: { cold_users: 0.5 } });
    const cold = Object.values(items).filter((names) => new Set(names).size <= 2).length;
    expect(cold).toBeGreaterThan(250);
    expect(cold).toBeLessThan(400);
  });

  const six = groupsPresets['six-groups'];
  const change = (fields: Partial<Record<keyof GroupsRecipe, unknown>>) => ({ preset: 'six-groups', recipe: fields });
  const withGroup = (fields: Record<string, unknown>) =>
    change({ groups: [{ ...six.groups[0], ...fields }, ...six.groups.slice(1)] });

  it.each([
    ['an unknown field', change({ groops: [] } as never), /has no option "groops". Did you mean "groups"\?/],
    ['an unknown preset', { preset: 'six' }, /six-groups/],
    [
      'an unknown pool',
      withGroup({ pools: { tec: 1 } }),
      /groups\.0\.pools: there is no pool "tec". Did you mean "tech"\?/,
    ],
    [
      'an unknown item in a profile',
      withGroup({ profiles: [['pyton']] }),
      /item "pyton" is in no pool. Did you mean "python"\?/,
    ],
    ['a group that links nobody', withGroup({ role: 'bridge', pools: {} }), /needs the two groups that it links/],
    ['a group without a taste', withGroup({ pools: {} }), /group "tech" needs pools or profiles/],
    ['a single user', withGroup({ size: 1 }), /groups\.0\.size/],
    ['two equal letters', withGroup({ letter: 'S' }), /share the name or letter "S"/],
    ['an overlap of another size', change({ overlap: [[1]] }), /the overlap of 6 groups has 6 rows of 6 numbers/],
    [
      'an overlap that is not symmetric',
      change({ overlap: six.overlap.map((row, a) => row.map((x, b) => (a === 0 && b === 1 ? 0.9 : x))) }),
      /tech × sports is 0.9 one way and 0.05 the other/,
    ],
    ['an overlap above 1', change({ overlap: six.overlap.map((row) => row.map((x) => x * 2)) }), /overlap\.0\.0/],
    [
      'two equal items',
      change({ pools: [...six.pools, { name: 'more', items: ['python'] }] }),
      /two items are named "python"/,
    ],
    [
      'a pool without items',
      change({ pools: [...six.pools.slice(1), { name: 'tech' }] }),
      /pool "tech" needs either size or items/,
    ],
    [
      'a funnel that may not begin',
      change({ funnel: [{ type: 'view', probability: 0.5 }] }),
      /first step of a funnel always happens/,
    ],
    ['a noise above 1', withGroup({ noise: 1.5 }), /groups\.0\.noise/],
    ['control characters', change({ pools: [{ name: 'a', items: ['x\n'] }] }), /control characters/],
  ])('is refused with %s', async (_what, options, message) => {
    const { createDataset } = await import('#runs/data/create-dataset.ts');
    const recipe = { source: 'synthetic:groups', options: options as never, weighting: context.weighting };
    await expect(createDataset(recipe, '/nowhere', context)).rejects.toThrow(message);
  });

  it('is refused where it is too large, before anything is drawn', () => {
    const pools = [{ name: 'a', size: 50_000 }];
    const groups = [{ name: 'g', letter: 'G', size: 100_000, pools: { a: 1 } }];
    expect(() => recipeOf({ recipe: { pools, groups } })).toThrow(/100000 users × 50000 items is above 100000000/);
  });

  it('is refused where the weighting does not know a type of the funnel', async () => {
    const recipe = { funnel: [{ type: 'applause', probability: 1 }] };
    await expect(generate({ preset: 'reference', recipe })).rejects.toThrow(
      'Interaction type "applause" has no weight',
    );
  });
});

describe('tastesOf', () => {
  const cosine = (a: Float64Array, b: Float64Array) => {
    const dot = (x: Float64Array, y: Float64Array) => x.reduce((sum, value, at) => sum + value * y[at]!, 0);
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  };
  const group = (name: string, pools: Record<string, number>) => ({ name, letter: name, size: 2, pools, noise: 0 });
  const pools = ['a', 'b', 'c'].map((name) => ({ name, size: 20 }));

  it('gives groups of separate pools exactly the overlap asked for', () => {
    const overlap = [
      [1, 0.3, 0.05],
      [0.3, 1, 0.2],
      [0.05, 0.2, 1],
    ];
    const groups = [group('A', { a: 1 }), group('B', { b: 1 }), group('C', { c: 1 })];
    const { picks } = tastesOf(recipeOf({ recipe: { pools, groups, overlap } }));
    overlap.forEach((row, x) =>
      row.forEach((wanted, y) => expect(cosine(picks[x]![0]!, picks[y]![0]!)).toBeCloseTo(wanted, 9)),
    );
  });

  it('adds nothing where the pools already bring more', () => {
    const groups = [group('A', { a: 1, b: 1 }), group('B', { b: 1 })];
    const overlap = [
      [1, 0.2],
      [0.2, 1],
    ];
    const { picks } = tastesOf(recipeOf({ recipe: { pools, groups, overlap } }));
    expect(cosine(picks[0]![0]!, picks[1]![0]!)).toBeCloseTo(Math.SQRT1_2, 9);
  });

  it('comes near to an overlap that no tastes can have', () => {
    const groups = [group('A', { a: 1 }), group('B', { b: 1 }), group('C', { c: 1 })];
    const overlap = [
      [1, 1, 0],
      [1, 1, 1],
      [0, 1, 1],
    ];
    const { picks } = tastesOf(recipeOf({ recipe: { pools, groups, overlap } }));
    for (const topics of picks) expect(topics[0]!.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect(cosine(picks[0]![0]!, picks[1]![0]!)).toBeGreaterThan(cosine(picks[0]![0]!, picks[2]![0]!));
  });

  it('sums to 1 for every group and topic, with noise on every item', () => {
    const { picks, items } = tastesOf(recipeOf({ preset: 'six-groups' }));
    for (const topics of picks) {
      expect(topics).toHaveLength(4);
      for (const p of topics) {
        expect(p.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        expect(p.reduce((least, share) => Math.min(least, share), 1)).toBeGreaterThanOrEqual(
          0.1 / items.length - 1e-15,
        );
      }
    }
  });
});
