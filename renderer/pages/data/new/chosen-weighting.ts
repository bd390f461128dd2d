import type { Recipe } from '#shared/domain/dataset.ts';
import type { InputOf } from '../../../core/calls.ts';

/** The weighting as it is chosen; a preset of null is what is usual for the data. */
export type ChosenWeighting = Pick<Recipe['weighting'], 'weights' | 'aggregation'> & {
  preset: Recipe['weighting']['preset'] | null;
};

export const usualWeighting: ChosenWeighting = { preset: null, weights: {}, aggregation: 'sum' };

/** What differs from the usual, as the recipe says it. */
export function recipeWeighting({
  preset,
  weights,
  aggregation,
}: ChosenWeighting): Pick<InputOf<'datasets.create'>['recipe'], 'weighting'> {
  return { weighting: { ...(preset && { preset }), weights, aggregation } };
}
