import type { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import type { Weighting } from '#shared/domain/weighting.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { buildMatrix } from '../build-matrix.ts';
import { drawUser, type UserModel } from './draw-user.ts';
import { groupSimilarity } from '../group-similarity.ts';
import { growableFloat64, growableInt32 } from '../growable-column.ts';
import { Vocabulary } from '../interactions.ts';
import { createWeigher } from '../weigh.ts';

/** Sampled users of a group. The standard error of a mean over 400² pairs of six-groups is below 0.005. */
const sampleSize = 400;

/**
 * Expected mean cosine between members of each two groups, groups × groups: the mean over a large sample of users drawn from the
 * recipe's probabilities, on aggregated weights. It does not depend on the recipe's seed. Crafted users are taken as they are, each as
 * often as in the group.
 */
export function expectedSimilarity(
  recipe: GroupsRecipe,
  models: readonly UserModel[],
  weighting: Weighting,
): number[][] {
  const weigh = createWeigher(weighting);
  const columns = { users: growableInt32(), items: growableInt32(), weights: growableFloat64() };
  const ofRow: number[] = [];
  models.forEach((model, group) => {
    const { name, size } = recipe.groups[group]!;
    const random = createRandom(0, `expected similarity of ${name}`);
    const stepWeights = model.funnel.map(({ type }) => weigh(type, 1));
    for (let number = 0; number < (model.profiles ? size : sampleSize); number++) {
      const { items, steps } = drawUser(model, number, random);
      items.forEach((item, at) => {
        for (const weight of stepWeights.slice(0, steps[at])) {
          columns.users.push(ofRow.length);
          columns.items.push(item);
          columns.weights.push(weight);
        }
      });
      ofRow.push(group);
    }
  });
  const interactions = {
    users: columns.users.finish(),
    items: columns.items.finish(),
    weights: columns.weights.finish(),
    times: null,
    userIds: new Vocabulary(ofRow.map(String)),
    itemIds: new Vocabulary(Array.from(models[0]!.picks[0]!.keys(), String)),
  };
  const matrix = buildMatrix(interactions, null, { ...weighting, transform: 'none' });
  return groupSimilarity(matrix, Int32Array.from(ofRow), models.length);
}
