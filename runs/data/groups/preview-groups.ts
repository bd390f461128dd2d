import type { GroupsPreview } from '#shared/domain/groups-preview.ts';
import type { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import type { Weighting } from '#shared/domain/weighting.ts';
import { rowLength } from '#runs/matrix/csr.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { groupSimilarity } from '../group-similarity.ts';
import { giniOf, histogramOf } from '../profile.ts';
import { userModel, type UserModel } from './draw-user.ts';
import { drawGroups, type DrawnGroups } from './drawn-groups.ts';
import { chanceSimilarity, expectedSimilarity } from './expected-similarity.ts';
import { userStream } from './generate-groups.ts';
import { tastesOf } from './group-tastes.ts';
import { lonelyUsers } from './lonely-users.ts';
import { previewSample } from './preview-sample.ts';
import { previewWarnings } from './preview-warnings.ts';
import { pairCosines, scaledTo, separation, type PairCosines } from './separation.ts';

/** Users × items that are drawn for the realised numbers, and the fewest users of a group. */
const maxCells = 500_000;
const maxUsers = 2000;
const leastOfGroup = 20;
/** Users of a group from whom the separation is predicted: about 0.01 of standard error. */
const predictedUsers = 80;

/** What a recipe would give: expected for any seed, and realised with its own, user by user as `generateGroups` draws them. */
export function previewGroups(recipe: GroupsRecipe, weighting: Weighting): GroupsPreview {
  const started = performance.now();
  const tastes = tastesOf(recipe);
  const models = recipe.groups.map((group, index) => userModel(group, tastes.picks[index]!, tastes.places, recipe));
  const sizes = recipe.groups.map(({ size }) => size);
  const drawn = drawGroups(recipe, models, weighting, drawnOf(sizes, tastes.items.length), userStream(recipe));
  const { matrix, ofRow, events } = drawn;
  const { expected, chance, cosines } = foretold(recipe, models, weighting);
  const realised = groupSimilarity(matrix, ofRow, sizes.length);
  const counts = Int32Array.from(ofRow, (_, row) => rowLength(matrix, row));
  const facts = {
    users: sizes.reduce((sum, size) => sum + size, 0),
    items: matrix.cols,
    drawn_users: matrix.rows,
    interactions: events.reduce((sum, count) => sum + count, 0),
    density: matrix.indices.length / (matrix.rows * matrix.cols),
    gini: giniOf(events),
    activity: histogramOf(drawn.activity),
    popularity: histogramOf(events),
    cold_users: counts.filter((count) => count <= 2).length,
    groups: groupFacts(recipe, drawn, counts),
    expected,
    realised,
    chance,
    max_error: greatestError(expected, realised),
    ...separations(pairCosines(matrix, ofRow, sizes.length), cosines),
    sample: previewSample(recipe, tastes.items, drawn),
  };
  const warnings = previewWarnings(recipe, tastes.tastes, facts, events);
  return { ...facts, warnings, took_ms: performance.now() - started };
}

/** As many of each group as fit, in proportion; all where all fit. */
function drawnOf(sizes: readonly number[], items: number): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const room = Math.min(maxUsers, maxCells / items) / total;
  return sizes.map((size) => (room >= 1 ? size : Math.min(size, Math.max(leastOfGroup, Math.floor(size * room)))));
}

type Foretold = { expected: number[][]; chance: number[][]; cosines: PairCosines };
let last: { of: string; foretold: Foretold } | null = null;

/** What holds for any seed, so that another seed does not ask for it again. */
function foretold(recipe: GroupsRecipe, models: readonly UserModel[], weighting: Weighting): Foretold {
  const of = JSON.stringify([{ ...recipe, seed: null }, weighting]);
  if (last?.of !== of) {
    const expected = expectedSimilarity(recipe, models, weighting);
    const chance = chanceSimilarity(recipe, models, weighting);
    last = { of, foretold: { expected, chance, cosines: predicted(recipe, models, weighting) } };
  }
  return last.foretold;
}

function predicted(recipe: GroupsRecipe, models: readonly UserModel[], weighting: Weighting): PairCosines {
  const sizes = recipe.groups.map(({ size }) => size);
  // Crafted users are taken as often as they are in the group, drawn ones as examples of any number.
  const counts = sizes.map((size, group) =>
    models[group]!.profiles ? Math.min(size, predictedUsers) : predictedUsers,
  );
  const stream = (name: string, number: number) => createRandom(0, `separation of ${name} ${number}`);
  const { matrix, ofRow } = drawGroups(recipe, models, weighting, counts, stream);
  return scaledTo(pairCosines(matrix, ofRow, sizes.length), sizes);
}

function separations(realised: PairCosines, expected: PairCosines): Pick<GroupsPreview, 'separation' | 'pairs'> {
  const of = (groups: readonly number[]) => ({
    predicted: separation(expected, groups),
    realised: separation(realised, groups),
  });
  const all = Array.from({ length: realised.groups }, (_, group) => group);
  return {
    separation: of(all),
    pairs: all.flatMap((a) => all.slice(a + 1).map((b) => ({ a, b, ...of([a, b]) }))),
  };
}

function groupFacts(
  { groups }: GroupsRecipe,
  { matrix, ofRow }: DrawnGroups,
  itemCounts: Int32Array,
): GroupsPreview['groups'] {
  const lonely = lonelyUsers(matrix, ofRow, groups.length);
  return groups.map(({ name, letter }, group) => {
    const counts = itemCounts.filter((_, row) => ofRow[row] === group);
    const sum = counts.reduce((total, count) => total + count, 0);
    return { name, letter, users: counts.length, mean_items: sum / counts.length, lonely: lonely[group]! };
  });
}

function greatestError(expected: readonly number[][], realised: readonly number[][]): GroupsPreview['max_error'] {
  let found = { a: 0, b: 0, value: -1 };
  expected.forEach((row, a) =>
    row.forEach((value, b) => {
      const error = Math.abs(value - realised[a]![b]!);
      if (a <= b && error > found.value) found = { a, b, value: error };
    }),
  );
  return found;
}
