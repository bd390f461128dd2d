import { describe, expect, it } from 'vitest';
import { createDataset } from '#runs/data/create-dataset.ts';
import { previewGroups } from '#runs/data/groups/preview-groups.ts';
import { readSnapshot } from '#runs/data/snapshot.ts';
import { buildMatrix } from '#runs/data/build-matrix.ts';
import { groupsPresets } from '#shared/domain/groups-presets.ts';
import { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import type { GroupsPreview } from '#shared/domain/groups-preview.ts';
import { contextWith, temporaryFolder } from '../fixture.ts';

const { weighting } = contextWith();
const six = groupsPresets['six-groups'];
const previewOf = (fields: Partial<GroupsRecipe> = {}, recipe = six) =>
  previewGroups(GroupsRecipe.parse({ ...recipe, ...fields }), weighting);

const withNoise = (noise: number) => six.groups.map((group) => ({ ...group, noise }));
const withOverlap = (a: number, b: number, value: number) =>
  six.overlap.map((row, x) => row.map((old, y) => ((x === a && y === b) || (x === b && y === a) ? value : old)));

/** Probability that a pair within is more similar than one across, pair by pair. */
function aucOf(within: readonly number[], across: readonly number[]): number {
  let won = 0;
  for (const x of within) for (const y of across) won += x > y ? 1 : x === y ? 0.5 : 0;
  return won / (within.length * across.length);
}

describe('previewGroups', () => {
  it('says the same of a recipe whatever it was asked before', () => {
    const timeless = (preview: GroupsPreview) => ({ ...preview, took_ms: 0 });
    const fresh = timeless(previewOf({ seed: 5 }));
    previewOf({ seed: 4, groups: withNoise(0.5) });
    const other = timeless(previewOf({ seed: 6 }));
    expect(timeless(previewOf({ seed: 5 }))).toEqual(fresh);
    expect(other.expected).toEqual(fresh.expected);
    expect(other.realised).not.toEqual(fresh.realised);
    const weighted = previewGroups(GroupsRecipe.parse({ ...six, seed: 5 }), { ...weighting, aggregation: 'max' });
    expect(weighted.expected).not.toEqual(fresh.expected);
  });

  it('has the numbers of the dataset that would be made', async () => {
    const folder = await temporaryFolder();
    const recipe = { source: 'synthetic:groups', options: { preset: 'six-groups', seed: 3 }, weighting };
    const facts = await createDataset(recipe, folder, contextWith());
    const preview = previewOf({ seed: 3 });
    expect(preview).toMatchObject({
      users: 600,
      items: 240,
      drawn_users: 600,
      interactions: facts.interactions,
      gini: expect.closeTo(facts.profile.gini, 12),
    });
    expect(preview.density).toBeCloseTo(facts.density, 12);
    const squares = (values: number[][]) => values.map((row) => row.map((value) => expect.closeTo(value, 9)));
    expect(preview.realised).toEqual(squares(facts.groups!.measured_similarity));
    expect(preview.expected).toEqual(squares(facts.groups!.expected_similarity));

    const { interactions, groups } = readSnapshot(`${folder}/${facts.fingerprint}`);
    const matrix = buildMatrix(interactions, null, weighting);
    const { sample } = preview;
    expect([sample.users.length, sample.items.length]).toEqual([120, 80]);
    for (const row of [0, 37, 119]) {
      const user = interactions.userIds.indexOf(sample.users[row]!);
      expect(sample.groups[row]).toBe(groups!.ofUser[user]);
      const weights = sample.items.map((item) => {
        const at = matrix.indices
          .subarray(matrix.indptr[user]!, matrix.indptr[user + 1]!)
          .indexOf(interactions.itemIds.indexOf(item));
        return at < 0 ? 0 : matrix.values[matrix.indptr[user]! + at]!;
      });
      expect(sample.values[row]).toEqual(weights.map((weight) => expect.closeTo(weight, 12)));
    }
    expect(preview.activity).toEqual(facts.profile.activity);
  });

  it('expects what is realised within 0.04, for five seeds, whatever the weighting and the noise', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      for (const fields of [{}, { groups: withNoise(0.4) }, { cold_users: 0.3 }]) {
        const { expected, realised, max_error } = previewOf({ seed, ...fields });
        const errors = expected.map((row, a) => row.map((value, b) => Math.abs(value - realised[a]![b]!)));
        expect(max_error.value).toBe(Math.max(...errors.flat()));
        expect(errors[max_error.a]![max_error.b]).toBe(max_error.value);
        expect(max_error.value).toBeLessThan(0.04);
      }
      const binary = previewGroups(
        GroupsRecipe.parse({ ...six, seed }),
        contextWith({ preset: 'binary', aggregation: 'max' }).weighting,
      );
      expect(binary.max_error.value).toBeLessThan(0.04);
    }
  });

  it('raises the similarity of two groups with their overlap, and lowers what tells them apart', () => {
    const [low, high] = [previewOf(), previewOf({ overlap: withOverlap(0, 1, 0.8) })];
    const separationOf = ({ pairs }: GroupsPreview) => pairs.find(({ a, b }) => a === 0 && b === 1)!;
    expect(high.expected[0]![1]).toBeGreaterThan(1.4 * low.expected[0]![1]!);
    expect(high.realised[0]![1]).toBeGreaterThan(1.4 * low.realised[0]![1]!);
    expect(high.expected[1]![0]).toBe(high.expected[0]![1]);
    for (const kind of ['predicted', 'realised'] as const) {
      expect(separationOf(high)[kind]!).toBeLessThan(separationOf(low)[kind]! - 0.05);
    }
  });

  it('lowers similarity within groups as noise grows, down to what activity alone brings', () => {
    const steps = [0, 0.2, 0.4, 0.6, 0.8, 1].map((noise) => previewOf({ groups: withNoise(noise) }));
    for (const [at, next] of steps.slice(1).entries()) {
      for (const group of [0, 1, 2, 3]) {
        expect(next.expected[group]![group]!).toBeLessThan(steps[at]!.expected[group]![group]!);
        expect(next.realised[group]![group]!).toBeLessThan(steps[at]!.realised[group]![group]!);
      }
    }
    const last = steps.at(-1)!;
    last.chance.forEach((row, a) => row.forEach((chance, b) => expect(last.expected[a]![b]).toBeCloseTo(chance, 9)));
  });

  it('tells groups apart as often as all pairs of users say, and predicts it', () => {
    const names = ['user1', 'user2'];
    const preview = previewOf({}, groupsPresets.reference);
    // One kind of interaction, crafted lists: cosines by hand.
    const { profiles } = groupsPresets.reference.groups[0]!;
    const mixed = groupsPresets.reference.groups[2]!.profiles!;
    const cosine = (x: readonly string[], y: readonly string[]) =>
      x.filter((item) => y.includes(item)).length / Math.sqrt(x.length * y.length);
    const pairs = (lists: readonly (readonly string[])[]) =>
      lists.flatMap((x, at) => lists.slice(at + 1).map((y) => cosine(x, y)));
    const within = [...pairs(profiles!), ...pairs(mixed)];
    const across = profiles!.flatMap((x) => mixed.map((y) => cosine(x, y)));
    const found = preview.pairs.find(({ a, b }) => a === 0 && b === 2)!;
    expect(found.realised).toBeCloseTo(aucOf(within, across), 9);
    expect(found.predicted).toBeCloseTo(found.realised!, 9);
    expect(preview.sample.users.slice(0, 2)).toEqual(names);

    for (const seed of [1, 2, 3]) {
      const { separation, pairs: all } = previewOf({ seed });
      expect(Math.abs(separation.predicted! - separation.realised!)).toBeLessThan(0.03);
      for (const { predicted, realised } of all) expect(Math.abs(predicted! - realised!)).toBeLessThan(0.05);
    }
  });

  it('warns with exact counts', () => {
    const lists = groupsPresets.reference.groups.map(({ profiles, size }) =>
      Array.from({ length: size }, (_, user) => profiles![user % profiles!.length]!),
    );
    const { warnings, groups, cold_users } = previewOf({}, groupsPresets.reference);
    lists.forEach((users, group) => {
      const alone = users.filter((own, at) =>
        users.every((other, place) => place === at || !own.some((item) => other.includes(item))),
      ).length;
      expect(groups[group]!.lonely).toBe(alone);
      const { name } = groups[group]!;
      const said = warnings.filter((warning) => warning.startsWith(`${name} users average`));
      const counts = said.map((warning) => /: (\d+) of (\d+) /.exec(warning)!.slice(1, 3).map(Number));
      expect(counts).toEqual(alone > 0 ? [[alone, users.length]] : []);
    });
    expect(cold_users).toBe(lists.flat().filter((items) => items.length <= 2).length);
    expect(warnings).toContainEqual(expect.stringContaining(`${cold_users} of 20 users have one or two items only`));
  });

  it('warns that power users are near to everybody, and of overlaps that cannot be', () => {
    const { warnings } = previewOf();
    expect(warnings.join('\n')).toMatch(/Users of tech, .* are more similar to power than to each other \(0\.13 /);
    const impossible = previewOf({
      pools: ['a', 'b', 'c'].map((name) => ({ name, size: 20, skew: 0.8 })),
      groups: ['a', 'b', 'c'].map((pool, at) => ({ ...six.groups[at]!, pools: { [pool]: 1 } })),
      overlap: [
        [1, 1, 0],
        [1, 1, 1],
        [0, 1, 1],
      ],
    });
    expect(impossible.warnings.join('\n')).toMatch(/No tastes have all these overlaps at once/);
  });

  it('draws a part of each group where all would take long, and says so', () => {
    const big = previewOf({ groups: six.groups.map((group) => ({ ...group, size: 5000 })) });
    expect(big.users).toBe(30_000);
    expect(big.drawn_users).toBeLessThanOrEqual(2100);
    expect(big.groups.map(({ users }) => users)).toEqual(Array.from({ length: 6 }, () => big.groups[0]!.users));
    expect(big.warnings[0]).toMatch(/are of the first [\d,]+ of 30,000 users/);
    expect(big.max_error.value).toBeLessThan(0.02);
  });
});
