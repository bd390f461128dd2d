import type { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import type { Weighting } from '#shared/domain/weighting.ts';
import type { UserModel } from './draw-user.ts';
import { dot, meanRows } from './mean-rows.ts';

/**
 * Expected mean cosine between members of each two groups, groups × groups, on aggregated weights; nothing is drawn and the recipe's
 * seed does not matter. Users are independent, so that the mean of cosines is the product of the mean unit rows; the mean share of an
 * item in a unit row is its probability to be drawn times the mean of w / √(Σ w²) (`inclusion`, `unitShare`).
 * Crafted users are taken as they are, each as often as in the group.
 */
export function expectedSimilarity(
  recipe: GroupsRecipe,
  models: readonly UserModel[],
  weighting: Weighting,
): number[][] {
  const rows = meanRows(recipe, models, weighting);
  return rows.map((a, from) => rows.map((b, to) => (from === to ? a.within : dot(a.row, b.row))));
}

/** The same if everybody liked everything alike, with as many items and the same weights as now: what activity alone brings. */
export function chanceSimilarity(recipe: GroupsRecipe, models: readonly UserModel[], weighting: Weighting): number[][] {
  const rows = meanRows(recipe, models.map(withoutTaste), weighting);
  return rows.map(({ row: a }) => rows.map(({ row: b }) => dot(a, b)));
}

function withoutTaste(model: UserModel): UserModel {
  const catalogue = model.picks[0]!.length;
  return { ...model, picks: [new Float64Array(catalogue).fill(1 / catalogue)], noise: 1 };
}
