import type { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import type { Weighting } from '#shared/domain/weighting.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import type { Random } from '#runs/matrix/random.ts';
import { growableFloat64, growableInt32 } from '../growable-column.ts';
import { createWeigher } from '../weigh.ts';
import { drawUser, type UserModel } from './draw-user.ts';
import { pairWeights } from './unit-share.ts';

/** Users of a recipe without times: what they have, and how often. */
export type DrawnGroups = {
  /** users × items, weights aggregated. */
  matrix: Csr;
  ofRow: Int32Array;
  /** Place of each user among all of the recipe. */
  places: Int32Array;
  /** Events of each item, and of each user. */
  events: Int32Array;
  activity: Int32Array;
};

/**
 * The first users of each group, exactly as `generateGroups` draws them.
 * @param counts users of each group
 * @param stream the random stream of a user
 */
export function drawGroups(
  { groups }: GroupsRecipe,
  models: readonly UserModel[],
  weighting: Weighting,
  counts: readonly number[],
  stream: (group: string, number: number) => Random,
): DrawnGroups {
  const weigh = createWeigher(weighting);
  const cols = models[0]!.picks[0]!.length;
  const columns = { indptr: growableInt32(), indices: growableInt32(), values: growableFloat64() };
  const rows = { groups: growableInt32(), places: growableInt32(), activity: growableInt32() };
  const events = new Int32Array(cols);
  let filled = 0;
  let first = 0;
  columns.indptr.push(0);
  groups.forEach(({ name, size }, group) => {
    const model = models[group]!;
    const weights = pairWeights(model, weigh, weighting.aggregation);
    for (let number = 0; number < counts[group]!; number++) {
      const { items, steps } = drawUser(model, number, stream(name, number));
      items.forEach((item, at) => {
        columns.indices.push(item);
        columns.values.push(weights[steps[at]! - 1]!);
        events[item]! += steps[at]!;
      });
      filled += items.length;
      columns.indptr.push(filled);
      rows.activity.push(steps.reduce((sum, taken) => sum + taken, 0));
      rows.groups.push(group);
      rows.places.push(first + number);
    }
    first += size;
  });
  const indptr = columns.indptr.finish();
  const matrix = {
    rows: indptr.length - 1,
    cols,
    indptr,
    indices: columns.indices.finish(),
    values: columns.values.finish(),
  };
  return {
    matrix,
    ofRow: rows.groups.finish(),
    places: rows.places.finish(),
    activity: rows.activity.finish(),
    events,
  };
}
